'''
title = { en = "Looks behind", ko = "뒤를 돌아봄" }
fails = ["test_lookahead_one_step", "test_lookahead_point_of_gradient"]
hint = { en = "The gradient is taken on the wrong side: at the point from which the velocity comes, not at the one to which it leads. Where will theta be after moving with the decayed velocity alone?", ko = "기울기를 반대쪽에서 구했어요. 속도가 향하는 지점이 아니라 속도가 떠나온 지점이에요. 줄어든 속도만으로 움직이면 theta가 어디에 있게 될지 생각해 보세요." }
'''


def nesterov_lookahead(theta, v, grad_fn, lr, mu):
    v_new = mu * v - lr * grad_fn(theta - mu * v)
    return theta + v_new, v_new
