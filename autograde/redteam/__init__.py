"""The attacks on record as a programme: run them against this machine's sandbox and count what they gained.

Every attack is a submission, an archive, a notebook, a repository, a name or a text that somebody could hand in. They
go through the real intake, the real judge and the real reports; what is hidden from them holds canaries that can be
recognised wherever they turn up.
"""
