using CsCheck;

namespace Eccos.Predictors.Tests;

public sealed class EndpointNamesTests
{
    [Test]
    public void Similarity_WordsThatFewNamesShare_CountMore()
    {
        var similarity = Of("llama-3.1-8b-instruct", "Llama-3.1-70B-Instruct", "qwen2-7b-instruct", "gemma-9b-instruct");

        Assert.That(similarity[0, 1], Is.EqualTo(1).Within(1e-12), "the same words, without regard to case and numbers");
        Assert.That(similarity[0, 2], Is.InRange(0.01, 0.2), "all are called instruct");
        Assert.That(similarity[2, 3], Is.EqualTo(similarity[3, 2]));
    }

    [Test]
    public void Similarity_NamesWithoutWords_AreLikeThemselvesAlone()
    {
        var similarity = Of("4", "4o", "4-a", "модель-1", "модель-2");

        for (var a = 0; a < 5; a++)
        {
            for (var b = 0; b < 5; b++)
                Assert.That(similarity[a, b], a == b || (a >= 3 && b >= 3) ? Is.EqualTo(1).Within(1e-12) : Is.Zero, $"{a}, {b}");
        }
    }

    [Test]
    public void Similarity_AnyNames_IsPositiveSemidefinite() =>
        Gen.String[Gen.Char["abcd-/ 12"], 1, 12].Array[1, 12].Sample(names =>
        {
            var s = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(Of(names));
            Assert.That(s.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Min(value => value.Real), Is.GreaterThan(-1e-9));
        });

    private static double[,] Of(params string[] names) => EndpointNames.Similarity([.. names.Select(name => new Endpoint(name))]);
}
