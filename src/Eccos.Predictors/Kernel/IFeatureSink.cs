namespace Eccos.Predictors;

/// <summary>Takes the features that <see cref="QueryKernel"/> finds; a struct, so that the call is inlined.</summary>
internal interface IFeatureSink
{
    void Add(int feature, float value);
}
