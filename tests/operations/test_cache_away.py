"""Without the Redis that counts tries nobody signs in, for nobody could be kept from guessing; all else goes on."""

from django.test import Client
from django.urls import reverse
from serving import free_port
from signing import make_account, sign_in


def test_redis_that_is_away_is_a_page_that_says_so_and_all_that_needs_no_tries_goes_on(published, settings, caplog):
    make_account()
    redis = f"redis://127.0.0.1:{free_port()}/1"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}}
    visitor = Client(raise_request_exception=False)
    answer = sign_in(visitor)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "away: Error 111" in caplog.text
    assert visitor.post(reverse("begin")).status_code == 302
    assert [visitor.get(page).status_code for page in ("/", "/method/", "/readyz")] == [200, 200, 200]
