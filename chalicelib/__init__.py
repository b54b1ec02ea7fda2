"""The application: one folder for every noun, see docs/architecture.md."""

import gc

# Imports make many thousands of objects and no garbage: looking for it would cost a tenth of a
# cold start. Afterwards it is looked for rarely, since a request leaves next to none.
gc.set_threshold(50_000, 20, 50)
