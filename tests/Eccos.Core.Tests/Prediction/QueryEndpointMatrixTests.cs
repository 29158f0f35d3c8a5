namespace Eccos.Core.Tests.Predictions;

public sealed class QueryEndpointMatrixTests
{
    private readonly QueryEndpointMatrix _matrix = new([1, 2, 3, 4, 5, 6], 3);

    [Test]
    public void Indexer_RowMajorValues_AreFoundByQueryAndEndpoint()
    {
        Assert.That((_matrix.QueryCount, _matrix.EndpointCount), Is.EqualTo((2, 3)));
        Assert.That((_matrix[0, 0], _matrix[0, 2], _matrix[1, 0]), Is.EqualTo((1.0, 3.0, 4.0)));
        Assert.That(_matrix.Row(1).ToArray(), Is.EqualTo(new[] { 4.0, 5, 6 }));
        Assert.That(_matrix.Values.ToArray(), Is.EqualTo(new[] { 1.0, 2, 3, 4, 5, 6 }));
    }

    [TestCase(-1)]
    [TestCase(2)]
    [TestCase(1431655766)] // times 3 wraps around to 2
    public void Row_OutOfRange_Throws(int query) => Assert.That(() => _matrix.Row(query).Length, Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(-1)]
    [TestCase(3)]
    public void Indexer_NoSuchEndpoint_Throws(int endpoint) => Assert.That(() => _matrix[0, endpoint], Throws.InstanceOf<IndexOutOfRangeException>());

    [Test]
    public void Constructor_NoQueries_IsEmpty() => Assert.That(new QueryEndpointMatrix([], 4).QueryCount, Is.Zero);

    [Test]
    public void Constructor_WrongShape_Throws()
    {
        Assert.That(() => new QueryEndpointMatrix([1, 2, 3], 2), Throws.ArgumentException.With.Message.Contains("3 values do not fill rows of 2"));
        Assert.That(() => new QueryEndpointMatrix([], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new QueryEndpointMatrix(null!, 1), Throws.ArgumentNullException);
    }
}
