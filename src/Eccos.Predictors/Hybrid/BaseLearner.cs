namespace Eccos.Predictors;

/// <summary>The learners that the hybrid blends.</summary>
public enum BaseLearner
{
    /// <summary>k-nearest neighbours over past queries.</summary>
    Knn,

    /// <summary>The two-tower network.</summary>
    Mlp,

    /// <summary>A logistic regression per endpoint on the encoder's vectors.</summary>
    Linear,

    /// <summary>Kernel logistic regression on the cosine of n-grams and a Gaussian of surface features.</summary>
    Kernel,

    /// <summary>Each endpoint's mean over the sources that the text may come from, as a softmax regression tells them; absent where records name fewer than two.</summary>
    Source,
}
