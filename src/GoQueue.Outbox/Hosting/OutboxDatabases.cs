using System.Collections.Concurrent;
using System.Data.Common;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Hosting;

/// <summary>The outboxes of one publisher: one, or one for each of several databases with equal names of tables. Thread-safe.</summary>
internal sealed class OutboxDatabases(string? publisherName, IReadOnlyList<OutboxInstance> all) : IAsyncDisposable, IDisposable
{
    private const int MostKnown = 1024;

    private readonly ConcurrentDictionary<(string ConnectionString, string Database), OutboxInstance> _known = new();

    public string? PublisherName => publisherName;

    public IReadOnlyList<OutboxInstance> All => all;

    public SqlDialect Dialect => all[0].Store.Dialect;

    /// <summary>The outbox in the database of a writer's connection. Asks the database once for each connection string.</summary>
    public async ValueTask<OutboxInstance> FindAsync(DbConnection connection, DbTransaction? transaction, MessageIdentity identity, CancellationToken cancellationToken)
    {
        var key = (connection.ConnectionString, connection.Database);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var found = await AskAsync(connection, transaction, identity, cancellationToken).ConfigureAwait(false);
        // Not while the relay's own database is unknown: then nothing was compared.
        if (found.Identity is not null && _known.Count < MostKnown)
        {
            _known.TryAdd(key, found);
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in all)
        {
            await one.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>For containers that are disposed synchronously.</summary>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private async ValueTask<OutboxInstance> AskAsync(DbConnection connection, DbTransaction? transaction, MessageIdentity identity, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using var disposing = command.ConfigureAwait(false);
#pragma warning disable CA2100 // The name of the table is plain.
        command.CommandText = Dialect.IdentityText;
#pragma warning restore CA2100
        command.Transaction = transaction;
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var written = await SqlOutboxStore.ReadIdentityAsync(reader, cancellationToken).ConfigureAwait(false)
            ?? throw new OutboxTransactionException(identity, $"The {identity} was not written to the outbox: {Dialect.Schema} is empty in the transaction's database; run the outbox's schema script again.");
        await reader.CloseAsync().ConfigureAwait(false);
        if (written.Publisher != (publisherName ?? ""))
        {
            throw new OutboxTransactionException(
                identity,
                $"The {identity} was not written to the outbox: {Dialect.Outbox} in the transaction's database belongs to {NameOf(written.Publisher)}, not to {NameOf(publisherName ?? "")}; give each publisher a schema of its own.");
        }

        if (written.Version > OutboxIdentity.CurrentVersion + 1)
        {
            throw new OutboxUnavailableException(
                identity, $"The {identity} was not written to the outbox: its schema has version {written.Version}, and this package writes {OutboxIdentity.CurrentVersion}; update the package.");
        }

        OutboxInstance? unknown = null;
        foreach (var one in all)
        {
            var own = await one.TryIdentifyAsync(cancellationToken).ConfigureAwait(false);
            if (own?.DatabaseId == written.DatabaseId)
            {
                return one;
            }

            unknown ??= own is null ? one : null;
        }

        // The relay's database does not answer at present; the next enqueue asks again if there are several.
        return unknown is not null && all.Count == 1
            ? unknown
            : throw new OutboxTransactionException(
                identity,
                $"The {identity} was not written to the outbox: no relay of this publisher reads the transaction's database (outbox {written.DatabaseId}; known: {string.Join(", ", all.Select(static one => $"{one.Name} = {one.Identity?.DatabaseId ?? "not reached"}"))}); give the outbox the database that the application writes to.");
    }

    private static string NameOf(string publisher) => publisher.Length == 0 ? "the default publisher" : $"the publisher '{publisher}'";
}
