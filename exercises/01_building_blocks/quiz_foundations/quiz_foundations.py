"""Concept quiz: foundations / 개념 퀴즈: 기초

Write your answers into ANSWERS, in place of None: a letter ("b"), a list of all letters that apply (["a",
"c"]), or a number (12 or 0.5). An item with a list counts when exactly the right letters are there. None means
not answered yet.

ANSWERS의 None 자리에 답을 쓰세요. 글자 하나("b"), 맞는 글자를 모두 담은 리스트(["a", "c"]), 숫자(12, 0.5)
가운데 하나예요. 리스트로 답하는 문항은 맞는 글자만 빠짐없이 있어야 점수를 받아요. None은 아직 답하지 않았다는
뜻이에요.
"""

ANSWERS = {
    # 1. Three nested terms / 서로 포함하는 세 용어 (one letter / 글자 하나)
    # How are artificial intelligence (AI), machine learning (ML) and deep learning (DL) related?
    # 인공지능(AI), 머신러닝(ML), 딥러닝(DL)은 서로 어떤 관계인가요?
    #   a) DL contains ML, because everything that ML does can also be done by a deep network.
    #      DL이 ML을 포함해요. ML이 하는 일은 모두 깊은 신경망으로도 할 수 있기 때문이에요.
    #   b) DL is a part of ML, and ML is a part of AI.
    #      DL은 ML의 일부이고, ML은 AI의 일부예요.
    #   c) ML and DL are two separate parts of AI that do not overlap.
    #      ML과 DL은 서로 겹치지 않는, AI의 두 부분이에요.
    #   d) AI is a part of ML, because today's AI is made by training.
    #      AI가 ML의 일부예요. 오늘날의 AI는 학습으로 만들기 때문이에요.
    "nesting": None,

    # 2. Unsupervised learning / 비지도 학습 (all that apply, a list of letters / 맞는 것을 모두, 글자의
    #    리스트)
    # Which of these are unsupervised learning?
    # 다음 가운데 비지도 학습인 것을 모두 고르세요.
    #   a) Grouping customers by their purchases, without any given groups
    #      정해진 그룹 없이 구매 기록만으로 고객을 나누기
    #   b) An agent that learns to walk from a reward
    #      보상을 받으며 걷는 법을 배우는 에이전트
    #   c) Principal component analysis of gene measurements
    #      유전자 측정값의 주성분 분석
    #   d) Predicting house prices from sold houses
    #      팔린 집의 자료로 집값 예측하기
    #   e) Estimating the density of normal machine sounds, to notice odd ones later
    #      정상적인 기계 소리의 밀도를 추정해 두고, 나중에 이상한 소리 알아채기
    "paradigms": None,

    # 3. Who finds the features? / 특징은 누가 찾나요? (one letter / 글자 하나)
    # What does deep learning change about features (useful descriptions of the input)?
    # 특징(입력을 쓸모 있게 나타낸 것)에 대해 딥러닝이 바꾼 것은 무엇인가요?
    #   a) If a person has a hand in the features it is machine learning, if not it is deep learning; that is
    #      the definition.
    #      특징에 사람이 관여하면 머신러닝이고, 관여하지 않으면 딥러닝이에요. 이것이 정의예요.
    #   b) Deep networks need no features; they work on the raw input only.
    #      깊은 신경망에는 특징이 필요 없어요. 원래 입력만으로 일해요.
    #   c) Nothing: in both, a person designs the features and the model only weighs them.
    #      바뀐 것이 없어요. 둘 다 사람이 특징을 설계하고 모델은 무게만 정해요.
    #   d) It learns representations in several layers, together with the task; other methods may learn
    #      features as well.
    #      과제와 함께 여러 층에 걸친 표현을 배워요. 다른 방법도 특징을 배울 수는 있어요.
    "features": None,

    # 4. New data arrive / 새 데이터가 생겼을 때 (one letter / 글자 하나)
    # A trained network is in use, and new labelled data arrive. What is possible?
    # 학습을 마친 신경망을 쓰고 있는데 라벨이 달린 새 데이터가 생겼어요. 무엇이 가능한가요?
    #   a) Training goes on from the present weights, with care that old knowledge is not lost.
    #      지금의 가중치에서 학습을 이어 가요. 다만 전에 배운 것을 잃지 않도록 조심해야 해요.
    #   b) It must be trained from scratch; that is a weakness of all neural networks.
    #      처음부터 다시 학습해야 해요. 모든 신경망의 약점이에요.
    #   c) Only the last layer can still change; the others are frozen after training.
    #      마지막 층만 바꿀 수 있어요. 나머지 층은 학습이 끝나면 얼어붙어요.
    #   d) Training goes on, and what was learnt before can never get worse.
    #      학습을 이어 가면 되고, 전에 배운 것은 절대로 나빠지지 않아요.
    "new_data": None,

    # 5. Multi-layer perceptron / 다층 퍼셉트론 (one letter / 글자 하나)
    # Which networks are called multi-layer perceptrons (MLP)?
    # 어떤 신경망을 다층 퍼셉트론(MLP)이라고 부르나요?
    #   a) Those with exactly one hidden layer; with more it is a deep network and no MLP.
    #      은닉층이 꼭 하나인 것이에요. 더 많으면 심층 신경망이지 MLP가 아니에요.
    #   b) Those without a hidden layer, in which inputs are connected with outputs directly.
    #      은닉층 없이 입력과 출력이 바로 이어진 것이에요.
    #   c) Those of fully connected layers with at least one hidden layer and non-linear activations.
    #      완전연결층으로 이루어지고, 은닉층이 하나 이상이며, 비선형 활성화를 쓰는 것이에요.
    #   d) All networks with several layers, convolutional ones included.
    #      층이 여럿인 신경망 전부예요. 합성곱 신경망도 들어가요.
    "mlp": None,

    # 6. Deep or wide / 깊게 쌓기와 넓게 펼치기 (one letter / 글자 하나)
    # Two fully connected networks have the same number of parameters, one deep and narrow, the other shallow
    # and wide. What holds in general?
    # 완전연결 신경망 두 개의 파라미터 수가 같아요. 하나는 깊고 좁고, 다른 하나는 얕고 넓어요. 일반적으로 맞는
    # 말은 무엇인가요?
    #   a) They represent the same functions, because the number of parameters is the same.
    #      파라미터 수가 같으니 나타낼 수 있는 함수도 같아요.
    #   b) Depth can express some functions with far fewer units; whether it trains or generalises better has
    #      to be measured.
    #      어떤 함수는 깊을수록 훨씬 적은 유닛으로 나타낼 수 있어요. 학습이나 일반화가 더 잘되는지는 재 봐야
    #      해요.
    #   c) The deep one needs more epochs and generalises worse.
    #      깊은 쪽은 에포크가 더 많이 필요하고 일반화도 더 못해요.
    #   d) The deep one always generalises better, since it has more layers of features.
    #      깊은 쪽이 특징의 층이 더 많으니 언제나 더 잘 일반화해요.
    "depth": None,

    # 7. Universal approximation / 보편 근사 정리 (one letter / 글자 하나)
    # What does the universal approximation theorem promise?
    # 보편 근사 정리가 약속하는 것은 무엇인가요?
    #   a) Any function can be represented exactly by a network with enough units.
    #      유닛이 충분하면 어떤 함수든 신경망으로 정확하게 나타낼 수 있어요.
    #   b) Gradient descent finds a network that fits any continuous function.
    #      경사하강법이 어떤 연속 함수에든 맞는 신경망을 찾아내요.
    #   c) A network with small training error predicts new data well.
    #      학습 오차가 작은 신경망은 새 데이터도 잘 예측해요.
    #   d) For a continuous function on a compact set there is a network that comes as close as you like; it
    #      does not say how to find it.
    #      컴팩트 집합 위의 연속 함수라면 원하는 만큼 가까운 신경망이 있어요. 어떻게 찾는지는 말하지 않아요.
    "universal": None,

    # 8. Claims about neural networks / 신경망에 대한 주장 (all that apply, a list of letters / 맞는 것을 모두,
    #    글자의 리스트)
    # Lists of strengths and weaknesses contain true and false claims. Which of these are true?
    # 장단점 목록에는 맞는 말과 틀린 말이 섞여 있어요. 맞는 것을 모두 고르세요.
    #   a) They can use inputs with many variables that interact in ways nobody wrote down.
    #      변수가 많고 그 관계를 아무도 적어 두지 않은 입력도 다룰 수 있어요.
    #   b) Training them is fast and cheap compared with other models.
    #      다른 모델에 견주어 학습이 빠르고 값싸요.
    #   c) Why a trained network decided as it did is often hard to explain.
    #      학습된 신경망이 왜 그렇게 판단했는지는 설명하기 어려울 때가 많아요.
    #   d) They fit every function precisely, so more data never help.
    #      모든 함수에 정밀하게 맞으니 데이터가 늘어도 도움이 되지 않아요.
    #   e) They usually need more data than models with strong assumptions.
    #      가정이 강한 모델보다 대개 데이터가 더 많이 필요해요.
    "strengths": None,

    # 9. Non-linear activations / 비선형 활성화 (all that apply, a list of letters / 맞는 것을 모두, 글자의
    #    리스트)
    # Which of these functions of one number are non-linear, so that stacking layers with them adds something?
    # 숫자 하나를 받는 다음 함수 가운데 비선형이라서, 층 사이에 넣으면 층을 쌓는 보람이 있는 것을 모두
    # 고르세요.
    #   a) f(z) = 3z
    #      f(z) = 3z
    #   b) sigmoid, f(z) = 1 / (1 + exp(-z))
    #      시그모이드, f(z) = 1 / (1 + exp(-z))
    #   c) f(z) = max(0, z)
    #      f(z) = max(0, z)
    #   d) f(z) = 2z - 1
    #      f(z) = 2z - 1
    #   e) tanh
    #      tanh
    "nonlinear": None,

    # 10. Why activation functions / 활성화 함수를 쓰는 까닭 (one letter / 글자 하나)
    # Why does a network have an activation function between its layers?
    # 신경망의 층과 층 사이에 활성화 함수를 두는 까닭은 무엇인가요?
    #   a) Without it, all layers together are one affine map.
    #      없으면 모든 층을 합쳐도 아핀 변환 하나가 되기 때문이에요.
    #   b) To make outputs higher or lower; hence the name.
    #      출력을 더 높이거나 낮추기 위해서예요. 이름도 거기에서 왔어요.
    #   c) To keep every output between 0 and 1, so that it is a probability.
    #      출력을 0과 1 사이에 두어 확률로 만들기 위해서예요.
    #   d) To make the gradients larger on the way back.
    #      되돌아가는 기울기를 키우기 위해서예요.
    "why_activation": None,

    # 11. The bias of a unit / 유닛의 편향 (one letter / 글자 하나)
    # What does the parameter b in z = w x + b do?
    # z = w x + b 에서 파라미터 b가 하는 일은 무엇인가요?
    #   a) It is the systematic error of the model, which one tries to make small.
    #      모델의 체계적인 오차예요. 되도록 줄이려고 해요.
    #   b) It makes the slope of the activation steeper.
    #      활성화 함수의 경사를 더 가파르게 해요.
    #   c) It moves the boundary z = 0 away from the origin.
    #      경계 z = 0을 원점에서 떨어진 곳으로 옮겨요.
    #   d) It prevents overfitting: a model without it has too much freedom.
    #      과적합을 막아요. 편향이 없는 모델은 지나치게 자유로워요.
    "bias": None,

    # 12. Steepest slope of the sigmoid / 시그모이드의 가장 큰 기울기 (a number / 숫자)
    # How large is the derivative of the sigmoid 1 / (1 + exp(-z)) at most?
    # 시그모이드 1 / (1 + exp(-z)) 의 미분은 아무리 커도 얼마인가요?
    "steepest": None,

    # 13. Backpropagation / 역전파 (one letter / 글자 하나)
    # What does backpropagation do?
    # 역전파가 하는 일은 무엇인가요?
    #   a) It updates the parameters; it is the learning algorithm.
    #      파라미터를 갱신해요. 역전파가 곧 학습 알고리즘이에요.
    #   b) It computes the gradient of the loss for all parameters; an optimiser uses it to update them.
    #      모든 파라미터에 대한 손실의 기울기를 계산해요. 갱신은 옵티마이저가 그 기울기로 해요.
    #   c) It changes every weight a little, one after another, and watches the loss.
    #      가중치를 하나씩 조금 바꿔 보면서 손실을 살펴요.
    #   d) It sends the labels through the network backwards to find the right inputs.
    #      라벨을 신경망에 거꾸로 통과시켜 맞는 입력을 찾아요.
    "backprop": None,

    # 14. Counting updates / 갱신 횟수 세기 (a number / 숫자)
    # 1050 samples, batches of 100, the last shorter batch is kept, 8 epochs. How many updates are made?
    # 표본 1050개를 100개씩 배치로 나누고, 남은 짧은 배치도 써요. 8 에포크 동안 갱신은 몇 번인가요?
    "updates": None,

    # 15. Hyperparameters / 하이퍼파라미터 (all that apply, a list of letters / 맞는 것을 모두, 글자의 리스트)
    # Which of these are hyperparameters, chosen by you and not by gradient descent?
    # 경사하강법이 아니라 사람이 정하는 하이퍼파라미터를 모두 고르세요.
    #   a) The bias of a hidden unit
    #      은닉 유닛의 편향
    #   b) The learning rate
    #      학습률
    #   c) The number of hidden units
    #      은닉 유닛의 수
    #   d) The entries of a weight matrix
    #      가중치 행렬의 원소
    #   e) The batch size
    #      배치 크기
    "hyperparameters": None,

    # 16. Gradients of a small network / 작은 신경망의 기울기 (a number / 숫자)
    # A network has one hidden layer; both of its layers have weights and biases. How many gradient arrays must
    # a backward pass return, one for each array of parameters?
    # 은닉층이 하나이고, 두 층 모두 가중치와 편향이 있어요. 파라미터 배열마다 기울기 배열이 하나씩 필요하다면,
    # 역전파는 몇 개를 돌려줘야 하나요?
    "gradients": None,

    # 17. Loss and cost / 손실과 비용 (one letter / 글자 하나)
    # In many texts loss and cost are told apart. How?
    # 손실(loss)과 비용(cost)을 구별하는 책이 많아요. 어떻게 구별하나요?
    #   a) The loss is computed on training data, the cost on test data.
    #      손실은 학습 데이터에서, 비용은 테스트 데이터에서 계산해요.
    #   b) The loss is y minus the prediction, the cost is its absolute value.
    #      손실은 y에서 예측을 뺀 값이고, 비용은 그 절댓값이에요.
    #   c) The loss is for regression, the cost for classification.
    #      손실은 회귀에, 비용은 분류에 써요.
    #   d) The loss belongs to one sample, the cost is its mean over samples, perhaps with a penalty; many
    #      authors use both words alike.
    #      손실은 표본 하나의 값이고, 비용은 표본에 대한 평균이에요(규제 항을 더하기도 해요). 둘을 섞어 쓰는
    #      사람도 많아요.
    "names": None,

    # 18. Output units / 출력 유닛의 수 (a number / 숫자)
    # One network answers two things about a photo: which one of 10 animals it shows, and which of 4 properties
    # apply (outdoors, night, blurred, close-up; any number of them). How many output units does it have, with
    # the usual heads?
    # 사진 한 장에 대해 두 가지를 답하는 신경망이 있어요. 동물 10종 가운데 어느 하나인지, 그리고 속성
    # 4가지(야외, 밤, 흐림, 근접) 가운데 어떤 것들이 맞는지예요. 속성은 몇 개든 맞을 수 있어요. 일반적인
    # 출력층을 쓰면 출력 유닛은 모두 몇 개인가요?
    "output_units": None,

    # 19. What can be minimised / 최소화할 수 있는 것 (all that apply, a list of letters / 맞는 것을 모두,
    #    글자의 리스트)
    # t is the target, p the prediction. Which of these make sense as a cost that gradient descent minimises?
    # t는 목표값, p는 예측이에요. 경사하강법으로 최소화할 비용으로 쓸 수 있는 것을 모두 고르세요.
    #   a) The mean of (t - p)^2
    #      (t - p)^2 의 평균
    #   b) The mean of t - p
    #      t - p 의 평균
    #   c) The share of wrong decisions
    #      틀린 판단의 비율
    #   d) The mean of -log of the probability that the model gives to the true class
    #      모델이 참 클래스에 준 확률에 -log를 씌운 값의 평균
    #   e) The mean of |t - p|
    #      |t - p| 의 평균
    "costs": None,

    # 20. Counting parameters / 파라미터 수 세기 (a number / 숫자)
    # A fully connected network has 8 inputs, hidden layers of 6 and 4 units, and 3 outputs; every layer has
    # biases. How many parameters does it have?
    # 입력 8개, 유닛이 6개와 4개인 은닉층, 출력 3개인 완전연결 신경망이 있어요. 층마다 편향이 있어요.
    # 파라미터는 모두 몇 개인가요?
    "parameters": None,
}
