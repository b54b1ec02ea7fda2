"""The exchange's own API: telephones, agents and faults for pages and tests on this machine."""
