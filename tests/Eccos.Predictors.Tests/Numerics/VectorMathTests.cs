namespace Eccos.Predictors.Tests;

public sealed class VectorMathTests
{
    [Test]
    public void Normalize_SmallestNumbers_HasLengthOne()
    {
        float[] x = [1e-42f, 3e-42f, 0, 0];

        VectorMath.Normalize(x);

        Assert.That(x.Sum(value => (double)value * value), Is.EqualTo(1).Within(1e-3));
    }

    [TestCase(0)]
    [TestCase(1000)]
    [TestCase(-1000)]
    public void Softmax_LogitsThatDifferByOne_HasProportionsOfE(float far)
    {
        float[] x = [far, far + 1];

        VectorMath.Softmax(x);

        Assert.That(x[1] / x[0], Is.EqualTo(Math.E).Within(1e-5));
    }
}
