"""Events in random order: a state machine that leaves nothing of an example behind, and how to run one."""

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


class Undone(RuleBasedStateMachine):
    """A machine whose every example is undone in the database."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)


def live(machine, *, steps):
    """Run a machine: 10 examples at each test run, 1,000 in `make fuzz`."""
    share = settings(
        max_examples=settings().max_examples // 5, stateful_step_count=steps, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=share)
