"""People decide: which fixes of a patch apply, how that is asked, written down and kept."""
