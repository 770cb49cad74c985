"""Stateful tests: a state machine whose every example is rolled back, and how to run one."""

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


class RolledBackStateMachine(RuleBasedStateMachine):
    """A machine that runs each example in a transaction and rolls it back."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)


def run_machine(machine, *, steps):
    """Run a machine: 10 examples at each test run, 1,000 in `make fuzz`."""
    fewer = settings(
        max_examples=settings().max_examples // 5, stateful_step_count=steps, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=fewer)
