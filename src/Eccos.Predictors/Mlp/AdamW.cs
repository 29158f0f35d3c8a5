namespace Eccos.Predictors;

/// <summary>
/// Adam with decoupled weight decay (D. Kingma, J. Ba, ICLR 2015; I. Loshchilov, F. Hutter, ICLR 2019):
/// <code>
/// m = b1 m + (1 - b1) g          v = b2 v + (1 - b2) g^2
/// theta -= eta (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon) + min(eta decay, 1) theta
/// </code>
/// </summary>
internal sealed class AdamW(int count, float[] decay)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _m = new float[count];
    private readonly float[] _v = new float[count];
    private int _t;

    /// <summary>Takes one step.</summary>
    /// <param name="theta">The parameters.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="eta">The learning rate.</param>
    public void Step(Span<float> theta, ReadOnlySpan<float> gradient, double eta)
    {
        _t++;
        var step = (float)(eta * Math.Sqrt(1 - Math.Pow(Beta2, _t)) / (1 - Math.Pow(Beta1, _t)));
        var epsilon = (float)(Epsilon * Math.Sqrt(1 - Math.Pow(Beta2, _t)));
        var shrink = (float)eta;
        for (var k = 0; k < theta.Length; k++)
        {
            var g = gradient[k];
            _m[k] = (Beta1 * _m[k]) + ((1 - Beta1) * g);
            _v[k] = (Beta2 * _v[k]) + ((1 - Beta2) * g * g);
            theta[k] -= (step * _m[k] / (MathF.Sqrt(_v[k]) + epsilon)) + (Math.Min(shrink * decay[k], 1) * theta[k]);
        }
    }
}
