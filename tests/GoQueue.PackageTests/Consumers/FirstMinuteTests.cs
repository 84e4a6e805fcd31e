using System.Net;
using System.Net.Sockets;
using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>What a first program says if no broker runs.</summary>
public sealed class FirstMinuteTests(PackedFeed feed)
{
    [Fact]
    public async Task A_first_program_without_a_broker_says_what_is_missing()
    {
        var solution = feed.Copy("First.Minute");
        (await solution.DotnetAsync("build", "First.Minute")).Succeeded();
        var (uri, sentence) = Closed();

        foreach (var kind in (string[])["connect", "declare"])
        {
            var output = (await RunAsync(solution, kind, uri)).Failed().Output;

            // The first line, and nowhere a second time.
            Assert.StartsWith("Unhandled exception. GoQueue.BrokerUnavailableException: " + sentence, output.TrimStart(), StringComparison.Ordinal);
            Assert.Equal(2, output.Split(sentence).Length);
        }

        var host = (await RunAsync(solution, "host", uri)).Failed().Output;
        var warning = host.IndexOf("GoQueue.RabbitMQ[2011]", StringComparison.Ordinal);
        Assert.True(warning >= 0, host);
        Assert.StartsWith(sentence, host[(warning + "GoQueue.RabbitMQ[2011]".Length)..].TrimStart(), StringComparison.Ordinal);
        Assert.Contains("The start goes on trying.", host, StringComparison.Ordinal);
        Assert.True(host.IndexOf("BrokerUnavailableException", StringComparison.Ordinal) > warning, host);
    }

    private static Task<CommandResult> RunAsync(UserSolution solution, string kind, string uri) =>
        Command.RunAsync("dotnet", ["exec", Path.Combine(solution.Folder, "First.Minute/bin/Debug/net10.0/First.Minute.dll"), kind, uri], solution.Folder, new Dictionary<string, string?>());

    // A port that was free a moment ago: nothing answers there.
    private static (string Uri, string Sentence) Closed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return ($"amqp://localhost:{port}", $"No RabbitMQ at localhost:{port} (connection refused).");
    }
}
