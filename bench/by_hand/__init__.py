"""28 questions on Django as it comes, written by hand: what a site costs that only asks and stores."""
