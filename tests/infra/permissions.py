"""What roles allow, and what AWS's own reference says of it."""

import pytest

from tests.infra.template import (
    roles,
)

ROLES = roles()
OTHERS = {name: found for name, found in ROLES.items() if name != "TenantRole"}
each_other_role = pytest.mark.parametrize("name", sorted(OTHERS))
