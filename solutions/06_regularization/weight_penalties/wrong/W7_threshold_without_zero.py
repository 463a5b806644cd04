"""
title = { en = "Threshold that changes signs", ko = "부호를 바꾸는 문턱값" }
fails = ["test_threshold"]
hint = { en = "Small weights come out with the opposite sign. A weight that is nearer to 0 than t must not be carried across; where does it stop?", ko = "작은 가중치의 부호가 뒤집혀서 나와요. 0까지의 거리가 t보다 짧은 가중치는 0을 지나가면 안 돼요. 어디에서 멈춰야 할까요?" }
"""


def soft_threshold(w, t):
    return np.sign(w) * (np.abs(w) - t)
