using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Eccos.Experiments.Commands.Collect;

namespace Eccos.Samples.Tests;

public sealed class CollectTests
{
    private const string Questions = """
        {"question": "2 + 2?", "answer": "#### 4"}
        {"question": "2 + 3?", "answer": "#### 5"}
        {"question": "2 + 4?", "answer": "#### 6"}
        """;

    [Test]
    public async Task Collect_TwoEndpoints_WritesGradedRecordsAndAsksNothingAgain()
    {
        using var files = new Workspace();
        using var server = new HttpListener();
        var (address, requests) = Serve(server);
        var args = Arguments(files, $$"""
            [{"name": "a", "base_url": "{{address}}", "model": "m", "input_usd_per_mtok": 1, "output_usd_per_mtok": 2, "concurrency": 2},
             {"name": "b", "base_url": "{{address}}", "input_usd_per_mtok": 1, "output_usd_per_mtok": 2}]
            """);

        var first = await Workspace.RunAsync([.. args, "--ceiling", "1"]);
        var records = files.Lines("r.jsonl");
        var second = await Workspace.RunAsync([.. args, "--ceiling", "1"]);

        Assert.That(first.ExitCode, Is.Zero, first.Error);
        Assert.That(records.Select(record => record.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("correct").GetDouble()).ToArray()), Is.EqualTo(new[] { new[] { 1.0, 1 }, [0, 0], [0, 0] }));
        Assert.That(first.Output, Does.Contain("3 records with 6 of 6 answers").And.Contain("6 asked now").And.Contain("0.000120 USD"));
        Assert.That(second.Output, Does.Contain("0 asked now"));
        Assert.That(requests(), Is.EqualTo(6));
    }

    [Test]
    public async Task Collect_KeyNotInTheEnvironment_NamesTheVariable()
    {
        using var files = new Workspace();
        var result = await Workspace.RunAsync(Arguments(files, """[{"name": "a", "base_url": "http://127.0.0.1:9/v1", "api_key_env": "ECCOS_TEST_NO_SUCH_KEY"}]"""));

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)));
        Assert.That(result.Error, Does.Contain("endpoint 'a' takes its key from the environment variable ECCOS_TEST_NO_SUCH_KEY"));
    }

    [TestCase("""[{"name": "a", "base_url": "http://127.0.0.1:9/v1", "input_usd_per_mtok": 1}]""", "only one of input_usd_per_mtok")]
    [TestCase("""[{"name": "a", "base_url": "http://127.0.0.1:9/v1"}]""", "'a' has no prices")]
    [TestCase("""[{"name": "a", "base_url": "http://127.0.0.1:9/v1", "price": 1}]""", "'price'")]
    [TestCase("""[{"name": "a", "base_url": "localhost:8000/v1"}]""", "endpoints.json: endpoint 'a' has the base_url 'localhost:8000/v1'; it begins with http:// or https://")]
    [TestCase("""[{"name": "a", "base_url": "host/v1"}]""", "endpoints.json: endpoint 'a' has the base_url 'host/v1'; it begins with http:// or https://")]
    [TestCase("""[{"name": "a", "base_url": "http://127.0.0.1:9/v1"}, null]""", "endpoints.json: endpoint 2 is null; it is an object with a name and a base_url")]
    [TestCase("[]", "The pool is empty")]
    public async Task Collect_WrongConfiguration_SaysWhatIsWrong(string endpoints, string message)
    {
        using var files = new Workspace();
        var result = await Workspace.RunAsync([.. Arguments(files, endpoints), "--ceiling", "1"]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)), result.Error);
        Assert.That(result.Error, Does.Contain(message));
    }

    [TestCase("00:00:07", "00:00:07")]
    [TestCase("1.06:00:00", "30:00:00")]
    [TestCase("10.00:00:01", "240:00:01")]
    public void DurationText_AnyTime_SaysAllItsHours(string time, string text) =>
        Assert.That(DurationText.Of(TimeSpan.Parse(time, CultureInfo.InvariantCulture)), Is.EqualTo(text));

    private static string[] Arguments(Workspace files, string endpoints) =>
    [
        "collect", "--benchmark", files.Write("q.jsonl", Questions), "--format", "gsm8k", "--endpoints", files.Write("endpoints.json", endpoints), "--output", files.Path("r.jsonl"),
    ];

    // A server that says 4 to everything; on a port that was free a moment ago.
    private static (string Address, Func<int> Requests) Serve(HttpListener server)
    {
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            server.Prefixes.Add($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        server.Start();
        var count = 0;
        _ = Task.Run(async () =>
        {
            while (server.IsListening)
            {
                var context = await server.GetContextAsync();
                Interlocked.Increment(ref count);
                using (var body = await JsonDocument.ParseAsync(context.Request.InputStream))
                    context.Response.ContentType = body.RootElement.TryGetProperty("messages", out _) ? "application/json" : "text/plain";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("""
                    {"id": "c", "object": "chat.completion", "created": 1700000000, "model": "m",
                     "choices": [{"index": 0, "message": {"role": "assistant", "content": "Answer: 4"}, "finish_reason": "stop"}],
                     "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}}
                    """));
                context.Response.Close();
            }
        });
        return (server.Prefixes.Single() + "v1", () => Volatile.Read(ref count));
    }
}
