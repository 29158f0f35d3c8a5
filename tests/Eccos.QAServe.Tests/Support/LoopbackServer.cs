using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenAI;

namespace Eccos.QAServe.Tests;

/// <summary>An OpenAI-compatible server on a port of its own, whose behaviour is a function of the request's number, from 1.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application) => _application = application;

    /// <summary>The bodies of the requests.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackServer(builder.Build());
        var count = 0;
        server._application.MapPost("/v1/chat/completions", async context =>
        {
            server.Requests.Enqueue((await JsonDocument.ParseAsync(context.Request.Body)).RootElement);
            await answer(context, Interlocked.Increment(ref count));
        });
        await server._application.StartAsync();
        return server;
    }

    /// <summary>The real client of the real package, without its own retries.</summary>
    public IChatClient Client()
    {
        var address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var options = new OpenAIClientOptions { Endpoint = new Uri(address + "/v1"), RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = TimeSpan.FromMinutes(5) };
        return new OpenAIClient(new ApiKeyCredential("not-a-key"), options).GetChatClient("test-model").AsIChatClient();
    }

    /// <summary>A whole answer.</summary>
    public static Task AnswerAsync(HttpContext context, string text, string usage = """{"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42}""", string finish = "stop") => JsonAsync(context, $$"""
        {"id": "c1", "object": "chat.completion", "created": 1700000000, "model": "test-model",
         "choices": [{"index": 0, "message": {"role": "assistant", "content": {{JsonSerializer.Serialize(text)}} }, "finish_reason": "{{finish}}"}], "usage": {{usage}} }
        """);

    public static async Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    public static Task FailAsync(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return JsonAsync(context, """{"error": {"message": "made to fail", "type": "test"}}""");
    }

    /// <summary>A part of a stream.</summary>
    public static async Task ChunkAsync(HttpContext context, string? text, string? finish = null)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        var delta = text is null ? "{}" : $$"""{"role": "assistant", "content": {{JsonSerializer.Serialize(text)}} }""";
        await context.Response.WriteAsync($$"""data: {"id": "c1", "object": "chat.completion.chunk", "created": 1700000000, "model": "test-model", "choices": [{"index": 0, "delta": {{delta}}, "finish_reason": {{(finish is null ? "null" : $"\"{finish}\"")}} }]}""" + "\n\n");
        await context.Response.Body.FlushAsync();
    }

    /// <summary>The end of a stream, with the usage where it is reported.</summary>
    public static async Task EndAsync(HttpContext context, bool withUsage = true)
    {
        if (withUsage)
            await context.Response.WriteAsync("""data: {"id": "c1", "object": "chat.completion.chunk", "created": 1700000000, "model": "test-model", "choices": [], "usage": {"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42}}""" + "\n\n");
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
