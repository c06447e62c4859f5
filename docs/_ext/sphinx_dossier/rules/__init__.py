"""What an entry or the whole library must not do: one short generator of problems for each rule."""
