"""Who uses the test client."""

import pytest
from signing import make_account, sign_in


@pytest.fixture
def ada(client):
    """Sign Ada in at this client, by her password."""
    user = make_account()
    sign_in(client)
    return user


@pytest.fixture(params=["a browser", "a user"])
def owner(request, client):
    """The test client, as a browser without an account and as somebody signed in."""
    if request.param == "a user":
        make_account()
        sign_in(client)
    return client
