"""Public suite of quiz_foundations: whether every answer can be read. It knows none of them."""

from grader.judge import quiz

ITEMS = (
    ("nesting", "learning", "one", "abcd", "Three nested terms", "서로 포함하는 세 용어"),
    ("paradigms", "learning", "all", "abcde", "Unsupervised learning", "비지도 학습"),
    ("features", "learning", "one", "abcd", "Who finds the features?", "특징은 누가 찾나요?"),
    ("new_data", "learning", "one", "abcd", "New data arrive", "새 데이터가 생겼을 때"),
    ("mlp", "networks", "one", "abcd", "Multi-layer perceptron", "다층 퍼셉트론"),
    ("depth", "networks", "one", "abcd", "Deep or wide", "깊게 쌓기와 넓게 펼치기"),
    ("universal", "networks", "one", "abcd", "Universal approximation", "보편 근사 정리"),
    ("strengths", "networks", "all", "abcde", "Claims about neural networks", "신경망에 대한 주장"),
    ("nonlinear", "functions", "all", "abcde", "Non-linear activations", "비선형 활성화"),
    ("why_activation", "functions", "one", "abcd", "Why activation functions", "활성화 함수를 쓰는 까닭"),
    ("bias", "functions", "one", "abcd", "The bias of a unit", "유닛의 편향"),
    ("steepest", "functions", "number", "", "Steepest slope of the sigmoid", "시그모이드의 가장 큰 기울기"),
    ("backprop", "training", "one", "abcd", "Backpropagation", "역전파"),
    ("updates", "training", "number", "", "Counting updates", "갱신 횟수 세기"),
    ("hyperparameters", "training", "all", "abcde", "Hyperparameters", "하이퍼파라미터"),
    ("gradients", "training", "number", "", "Gradients of a small network", "작은 신경망의 기울기"),
    ("names", "outputs", "one", "abcd", "Loss and cost", "손실과 비용"),
    ("output_units", "outputs", "number", "", "Output units", "출력 유닛의 수"),
    ("costs", "outputs", "all", "abcde", "What can be minimised", "최소화할 수 있는 것"),
    ("parameters", "outputs", "number", "", "Counting parameters", "파라미터 수 세기"),
)

test_form = quiz.forms(ITEMS)
