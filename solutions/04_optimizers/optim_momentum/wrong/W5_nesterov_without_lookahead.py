'''
title = { en = "Nesterov without looking ahead", ko = "미리 보기가 없는 네스테로프" }
fails = ["test_nesterov_one_step", "test_nesterov_path_from_rest", "test_nesterov_walks_ahead"]
hint = { en = "These are the steps of classical momentum. In the Nesterov rule w stands for the point ahead, theta + momentum * v. Write down that point before and after the step; the difference is what has to be added to w.", ko = "고전적인 모멘텀의 걸음과 같아요. 네스테로프 규칙에서 w는 앞서 내다본 지점 theta + momentum * v를 뜻해요. 걸음 전과 후의 그 지점을 각각 적어 보세요. 두 지점의 차이가 w에 더할 값이에요." }
'''


def sgd_nesterov(w, dw, config=None):
    return sgd_momentum(w, dw, config)
