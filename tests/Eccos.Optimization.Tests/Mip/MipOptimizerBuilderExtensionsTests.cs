using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization.Tests.Mip;

internal sealed class MipOptimizerBuilderExtensionsTests
{
    [Test]
    public void AddMipOptimizer_NamedScheduler_IsItsOptimizer()
    {
        var builder = new Builder("night", new ServiceCollection());

        builder.AddMipOptimizer(options => options.Solver = MipSolver.Scip);

        using var provider = ((ServiceCollection)builder.Services).BuildServiceProvider();
        Assert.That(provider.GetRequiredKeyedService<IOptimizer>("night"), Is.TypeOf<AutomaticOptimizer>());
    }

    [Test]
    public void AddMipOptimizer_WrongOption_ThrowsAtOnce() =>
        Assert.That(
            () => new Builder("", new ServiceCollection()).AddMipOptimizer(options => options.Threads = 0),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Threads is 0"));

    private sealed record Builder(string Name, IServiceCollection Services) : IEccosBuilder;
}
