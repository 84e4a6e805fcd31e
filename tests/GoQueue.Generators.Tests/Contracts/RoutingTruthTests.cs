using GoQueue.Generators.Contracts;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>A broker decides the rows of routing: queues that are bound for the old event get the new message, or miss it.</summary>
public sealed class RoutingTruthTests
{
    private static readonly Dictionary<string, object?> s_noHeaders = [];

    public static TheoryData<string> Rows => [.. ContractTable.Rows.Where(static row => row.Evidence == ContractEvidence.Routing).Select(static row => row.Id)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Old_bindings_get_or_miss_the_message_as_the_table_says(string row)
    {
        var verdict = ContractTable.Rows.Single(found => found.Id == row).Forward;

        Assert.Equal(verdict == ContractVerdict.Compatible, await GetsAsync(row));
    }

    [Fact]
    public async Task A_flipped_verdict_is_found()
    {
        foreach (var row in ContractTable.Rows.Where(static row => row.Evidence == ContractEvidence.Routing))
        {
            Assert.NotEqual(row.Forward != ContractVerdict.Compatible, await GetsAsync(row.Id));
        }
    }

    private static Task<bool> GetsAsync(string row) => row switch
    {
        "address-changed" => PublishAsync("users", "user.made", s_noHeaders),
        "bound-text-changed" => PublishAsync("users", "user.Usa.created", s_noHeaders, "user.Us.created"),
        "bound-name-added" => PublishAsync("users", "user.Us.created", s_noHeaders, "user.Us.created"),
        "header-added" => PublishAsync("users", "user.created", new() { ["tenant"] = "acme", ["region"] = "eu" }, headers: new() { ["tenant"] = "acme" }),
        "header-changed" => PublishAsync("users", "user.created", new() { ["tenant"] = 17L }, headers: new() { ["tenant"] = "17" }),
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, "No example."),
    };

    // Publishes one message and looks into the queue that was bound for the old event.
    private static async Task<bool> PublishAsync(string exchange, string key, Dictionary<string, object?> published, string bound = "user.created", Dictionary<string, object?>? headers = null)
    {
        var broker = new InMemoryBroker();
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker));
        await publisher.DeclareTopologyAsync([], topology => topology
            .Exchange(exchange, headers is null ? ExchangeKind.Topic : ExchangeKind.Headers)
            .Queue("consumer", QueueType.Quorum)
            .Bind("consumer", exchange, headers is null ? bound : "", headers));
        var message = GoQueueMessage.Create().Topic(exchange).Action(key).Data("{}"u8);
        foreach (var (name, value) in published)
        {
            message = message.Header(name, value);
        }

        try
        {
            await publisher.PublishAsync(message.Build());
        }
        catch (PublishException)
        {
            // Returned: no queue has taken it.
        }

        return broker.Queue("consumer").Count == 1;
    }
}
