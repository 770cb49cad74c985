"""A hasher that counts its work: in a sign-in, hashing takes nearly all of the time."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Quick, as in all tests, but it says how often it hashed."""

    algorithm = "counted"
    runs = 0

    def encode(self, password, salt):
        CountingHasher.runs += 1
        return super().encode(password, salt)
