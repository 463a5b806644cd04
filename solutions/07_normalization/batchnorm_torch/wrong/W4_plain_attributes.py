'''
title = { en = "Running statistics are plain attributes", ko = "이동 통계를 일반 속성으로 둠" }
fails = ["test_state_dict", "test_initial_values"]
hint = { en = "state_dict() does not know your running statistics. A plain tensor attribute is not saved, not loaded, \
and not moved by .to(), .cuda() or .double(). Register these tensors with the module.", ko = "state_dict()에 이동 \
통계가 없어요. 일반 속성으로 둔 텐서는 저장할 때도 불러올 때도 빠지고, .to(), .cuda(), .double()을 불러도 그대로 \
남아요. 이 텐서들을 모듈에 등록하세요." }
'''


class MyBatchNorm(MyBatchNorm):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__(num_features, eps, momentum, affine, track_running_stats)
        if track_running_stats:
            del self.running_mean, self.running_var, self.num_batches_tracked
            self.running_mean = torch.zeros(num_features)
            self.running_var = torch.ones(num_features)
            self.num_batches_tracked = torch.tensor(0)
