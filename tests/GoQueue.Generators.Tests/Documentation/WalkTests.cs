using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Documentation;

/// <summary>ARCHITECTURE.md's walk is what the code does, and is short enough to be walked.</summary>
public sealed class WalkTests
{
    private static readonly string s_page = Repository.Read("ARCHITECTURE.md");

    [Fact]
    public void The_walk_is_the_way_of_one_message()
    {
        var walk = Walk.Read(s_page);
        Assert.Null(walk.FirstWrongStep());
        Assert.Equal(("GoQueuePublisherExtensions", "PublishUserCreatedAsync"), (walk.Steps[0].Type, walk.Steps[0].Method));
        Assert.Contains(walk.Steps, step => step is { Type: "SocketSink", Method: "Send" });
        Assert.Equal("ReceiptOf", walk.Steps[^1].Method);
    }

    [Fact]
    public void The_walk_is_short()
    {
        var walk = Walk.Read(s_page);
        var folders = walk.Folders().ToArray();
        List<string> entered = [folders[0]];
        foreach (var folder in folders)
        {
            if (entered[^1] != folder)
            {
                entered.Add(folder);
            }
        }

        Assert.InRange(walk.Steps.Count, 1, 40);
        Assert.InRange(walk.Steps.Count(step => step.Arrow == "⇒"), 0, 6);

        // The program's two ends: its caller, and the broker's answer.
        Assert.Equal(2, walk.Steps.Count(step => step.Arrow == "•"));
        Assert.InRange(entered.Count - 1, 1, 14);
        Assert.InRange(entered.Count - entered.Distinct().Count(), 0, 4);
    }

    [Theory]
    [InlineData("→ PublishOperation.Limit", "→ PublishOperation.Reject")]
    [InlineData("→ SocketSink.Send", "→ TlsSink.Dispose")]
    [InlineData("⇒ GoQueuePublisher.SendFromMiddleware", "⇒ GoQueuePublisher.CloseAsync")]
    [InlineData("⇒ ResultQueue.Execute", "→ ResultQueue.Execute")]
    public void A_step_that_the_code_does_not_take_is_found(string step, string wrong)
    {
        Assert.Contains(step, s_page, StringComparison.Ordinal);
        Assert.NotNull(Walk.Read(s_page.Replace(step, wrong, StringComparison.Ordinal)).FirstWrongStep());
    }
}
