using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization.Tests.Lagrangian;

internal sealed class LagrangianOptimizerBuilderExtensionsTests
{
    [Test]
    public void AddLagrangianOptimizer_NamedScheduler_IsItsOptimizer()
    {
        var builder = new Builder("night", new ServiceCollection());
        builder.AddLagrangianOptimizer(options => options.Iterations = 50);
        using var provider = ((ServiceCollection)builder.Services).BuildServiceProvider();
        Assert.That(provider.GetRequiredKeyedService<IOptimizer>("night"), Is.TypeOf<LagrangianOptimizer>());
    }

    [Test]
    public void AddLagrangianOptimizer_WrongOption_ThrowsAtOnce() =>
        Assert.That(
            () => new Builder("", new ServiceCollection()).AddLagrangianOptimizer(options => options.Iterations = 0),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Iterations is 0"));

    private sealed record Builder(string Name, IServiceCollection Services) : IEccosBuilder;
}
