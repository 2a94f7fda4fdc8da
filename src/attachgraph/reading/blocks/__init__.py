"""From lines to blocks, by the rules of one ordered table."""
