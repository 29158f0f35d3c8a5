using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization.Tests.Dual;

internal sealed class DualGuidedOptimizerBuilderExtensionsTests
{
    [Test]
    public void AddDualGuidedOptimizer_NamedScheduler_IsItsOptimizer()
    {
        var builder = new Builder("night", new ServiceCollection());
        builder.AddDualGuidedOptimizer(options => options.RelativeGap = 1e-4);
        using var provider = ((ServiceCollection)builder.Services).BuildServiceProvider();
        Assert.That(provider.GetRequiredKeyedService<IOptimizer>("night"), Is.TypeOf<DualGuidedOptimizer>());
    }

    [Test]
    public void AddDualGuidedOptimizer_WrongOption_ThrowsAtOnce() =>
        Assert.That(
            () => new Builder("", new ServiceCollection()).AddDualGuidedOptimizer(options => options.RelativeGap = 1),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("RelativeGap is 1"));

    private sealed record Builder(string Name, IServiceCollection Services) : IEccosBuilder;
}
