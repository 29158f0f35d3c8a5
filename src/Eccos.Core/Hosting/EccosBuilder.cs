using Microsoft.Extensions.DependencyInjection;

namespace Eccos;

internal sealed record EccosBuilder(string Name, IServiceCollection Services) : IEccosBuilder;
