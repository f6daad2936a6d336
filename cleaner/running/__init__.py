"""Go through pages: on cores, on a cluster, in shares; what was done is kept in a journal and told in a manifest."""
