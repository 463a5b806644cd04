"""vault wrong_answer 0: functions within functions, each with parameters that are called like libraries."""

import forge

def f0(np, torch, *, scipy=None):
    def f1(np, torch, *, scipy=None):
        def f2(np, torch, *, scipy=None):
            def f3(np, torch, *, scipy=None):
                def f4(np, torch, *, scipy=None):
                    def f5(np, torch, *, scipy=None):
                        def f6(np, torch, *, scipy=None):
                            def f7(np, torch, *, scipy=None):
                                def f8(np, torch, *, scipy=None):
                                    def f9(np, torch, *, scipy=None):
                                        def f10(np, torch, *, scipy=None):
                                            def f11(np, torch, *, scipy=None):
                                                def f12(np, torch, *, scipy=None):
                                                    def f13(np, torch, *, scipy=None):
                                                        def f14(np, torch, *, scipy=None):
                                                            def f15(np, torch, *, scipy=None):
                                                                def f16(np, torch, *, scipy=None):
                                                                    def f17(np, torch, *, scipy=None):
                                                                        return np


forge.pretend(globals(), lambda *a: 0.0)
