"""
title = { en = "Division by a spread of 0", ko = "퍼진 정도가 0인데 그 값으로 나눔" }
fails = ["test_range_of_constant", "test_scores_of_constant", "test_quartiles_of_constant"]
hint = { en = "A column in which all values are equal has spread 0, and 0 / 0 is NaN, which spreads through the whole network. Such a column carries no information; decide what to divide by when the spread is 0 so that it becomes 0.", ko = "값이 모두 같은 열은 퍼진 정도가 0이고, 0 / 0은 NaN이 되어 신경망 전체로 번져요. 이런 열에는 정보가 없어요. 퍼진 정도가 0일 때 무엇으로 나누어야 결과가 0이 될지 정하세요." }
"""


def _divisor(width):
    return width
