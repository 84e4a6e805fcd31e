using System.Runtime.CompilerServices;
using GoQueue.Formats;
using GoQueue.Outbox.Envelopes;

namespace GoQueue.Outbox.Hosting;

/// <summary>What operators do, over the stores of a publisher's outboxes. Thread-safe.</summary>
internal sealed class OutboxAdmin(OutboxDatabases databases) : IGoQueueOutboxAdmin
{
    private const int Page = 500;

    public async ValueTask<IReadOnlyList<OutboxStatus>> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var all = new List<OutboxStatus>();
        foreach (var one in databases.All)
        {
            var figures = await one.Store.MeasureAsync(cancellationToken).ConfigureAwait(false);
            all.Add(new OutboxStatus(
                one.Name,
                figures.Pending,
                figures.OldestAgeSeconds is { } age ? TimeSpan.FromSeconds(age) : null,
                figures.Retrying,
                figures.Behind,
                figures.Failed,
                figures.Expired,
                figures.Owner,
                one.Monitor.IsRelaying,
                one.Monitor.PausedBecause));
        }

        return all;
    }

    public async IAsyncEnumerable<HeldMessage> ListAsync(
        HeldFilter? filter = null, string? database = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var store = Find(database).Store;
        var after = 0L;
        while (true)
        {
            var page = await store.ListHeldAsync(filter ?? new HeldFilter(), after, Page, cancellationToken).ConfigureAwait(false);
            foreach (var message in page)
            {
                yield return message;
            }

            if (page.Count < Page)
            {
                yield break;
            }

            after = page[^1].HeldId;
        }
    }

    public async ValueTask<ReceivedMessage?> ReadAsync(long heldId, string? database = null, CancellationToken cancellationToken = default)
    {
        var row = await Find(database).Store.ReadHeldAsync(heldId, cancellationToken).ConfigureAwait(false);
        var message = new OutgoingMessage();
        return row is not null && new EnvelopeReader().Read(row.Envelope, row.Body, message) == EnvelopeFault.None ? message.ToReceived() : null;
    }

    public async ValueTask<int> ReplayAsync(HeldFilter filter, string? database = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var outbox = Find(database);
        var count = await outbox.Store.ReplayAsync(filter, cancellationToken).ConfigureAwait(false);
        outbox.Monitor.Replayed(count);
        outbox.Relay?.HintHeld();
        return count;
    }

    public async ValueTask<int> DiscardAsync(HeldFilter filter, string reason, string? database = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        var outbox = Find(database);
        var count = await outbox.Store.DiscardAsync(filter, cancellationToken).ConfigureAwait(false);
        outbox.Monitor.Discarded(count, reason);
        outbox.Relay?.HintHeld();
        return count;
    }

    private OutboxInstance Find(string? database) => database is null && databases.All.Count == 1
        ? databases.All[0]
        : databases.All.FirstOrDefault(one => one.Name == database)
            ?? throw new ArgumentException($"There is no outbox '{database}' of this publisher: name one of {string.Join(", ", databases.All.Select(static one => one.Name))}.", nameof(database));
}
