"""What a page or a stored row costs when Django does nothing else: the measure of every other figure."""
