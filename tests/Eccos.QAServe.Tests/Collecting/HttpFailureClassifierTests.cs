using System.ClientModel;

namespace Eccos.QAServe.Tests;

public sealed class HttpFailureClassifierTests
{
    private readonly HttpFailureClassifier _classifier = new(TimeProvider.System);

    [TestCase(HttpRequestError.NameResolutionError, false)]
    [TestCase(HttpRequestError.ConnectionError, false)]
    [TestCase(HttpRequestError.SecureConnectionError, false)]
    [TestCase(HttpRequestError.ProxyTunnelError, false)]
    [TestCase(HttpRequestError.ResponseEnded, true)]
    [TestCase(HttpRequestError.Unknown, true)]
    public void Classify_BrokenConnection_MayBeBilledUnlessItWasNeverMade(HttpRequestError error, bool mayBeBilled)
    {
        var exception = new HttpRequestException(error, "broken");
        Assert.That(_classifier.Classify(exception), Has.Property("MayBeBilled").EqualTo(mayBeBilled).And.Property("Scope").EqualTo(FailureScope.Attempt));
        Assert.That(_classifier.Classify(new ClientResultException("broken", null, exception)).MayBeBilled, Is.EqualTo(mayBeBilled), "through System.ClientModel");
    }
}
