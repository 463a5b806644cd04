"""A student's second ``autograde check`` is quick: a process of the same user that has imported everything already.

The first check starts it; later ones hand it their terminal, folder and environment, and a fork of it does what the
command would have done. It ends with the terminal session or after idle minutes. It is never needed: whatever is not in
order with it, the command does the work itself, and says nothing.

==============  ==============================================================================
module          does
==============  ==============================================================================
``place``       where the socket lies, and which version and environment it belongs to
``client``      asks a warm process, starts one for the next time
``server``      waits, forks, ends
``turn``        one check, in a fork
==============  ==============================================================================
"""
