"""
title = { en = "Undone in the wrong order", ko = "되돌리는 순서가 틀림" }
fails = ["test_scores_inverse", "test_quartiles_inverse"]
hint = { en = "transform shifts first and divides afterwards. Undoing goes backwards, as with socks and shoes: the last step is undone first. Check with one number whether inverse_transform(transform(x)) is x.", ko = "transform은 먼저 옮기고 나중에 나눠요. 되돌릴 때는 양말과 신발처럼 마지막에 한 일부터 거꾸로 풀어야 해요. 수 하나로 inverse_transform(transform(x))가 x인지 확인해 보세요." }
"""


class StandardScaler(StandardScaler):
    def inverse_transform(self, Z):
        return (Z + self.shift) * self.scale


class RobustScaler(RobustScaler):
    def inverse_transform(self, Z):
        return (Z + self.shift) * self.scale
