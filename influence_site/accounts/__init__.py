"""Accounts: allauth in this site's words and lifetimes. Nothing about influence."""
