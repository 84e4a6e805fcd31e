using GoQueue.Outbox.Diagnostics;
using GoQueue.Outbox.Relaying;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Hosting;

/// <summary>One outbox of a publisher: its tables in one database, and the relay that empties them. Thread-safe.</summary>
internal sealed class OutboxInstance(string name, string? publisherName, OutboxOptions options, SqlOutboxStore store, RelayMonitor monitor) : IAsyncDisposable
{
    private volatile OutboxIdentity? _identity;

    /// <summary>For people and metrics.</summary>
    public string Name => name;

    public OutboxOptions Options => options;

    public SqlOutboxStore Store => store;

    public RelayMonitor Monitor => monitor;

    /// <summary>Null = this process does not relay.</summary>
    public OutboxRelay? Relay { get; private set; }

    /// <summary>Whose tables the relay's connections see; null = not known yet.</summary>
    public OutboxIdentity? Identity => _identity;

    /// <summary>Checks, or creates, the schema. Throws what must keep the host from starting.</summary>
    public async Task PrepareAsync(bool isDevelopment, CancellationToken cancellationToken)
    {
        var mayCreate = options.CreateSchema == SchemaCreation.IfMissing || (options.CreateSchema == SchemaCreation.InDevelopment && isDevelopment);
        var identity = await ReadIdentityAsync(mayCreate, cancellationToken).ConfigureAwait(false);
        if (identity is null)
        {
            await store.CreateSchemaAsync(publisherName ?? "", cancellationToken).ConfigureAwait(false);
            monitor.SchemaCreated(store.Description);
            identity = await store.ReadIdentityAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new GoQueueConfigurationException($"The outbox '{name}' cannot read its schema in {store.Description} after creating it: check the rights of its database user.");
        }

        Check(identity);
        foreach (var warning in await store.CheckSafetyAsync(cancellationToken).ConfigureAwait(false))
        {
            monitor.Warning(warning);
        }

        _identity = identity;
    }

    /// <summary>Reads whose tables these are, once; null while the database does not answer.</summary>
    public async ValueTask<OutboxIdentity?> TryIdentifyAsync(CancellationToken cancellationToken)
    {
        if (_identity is null)
        {
            try
            {
                _identity = await store.ReadIdentityAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (System.Data.Common.DbException)
            {
                // The writer's connection may work all the same; asked again for the next one.
            }
        }

        return _identity;
    }

    public void StartRelay(IRowSender sender, TimeSpan drainTimeout, TimeProvider time)
    {
        Relay = new OutboxRelay(store, sender, RelaySettings.Of(name, options, drainTimeout), monitor, time);
        Relay.Start();
    }

    public Task StopAsync() => Relay?.StopAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Relay is not null)
        {
            await Relay.DisposeAsync().ConfigureAwait(false);
        }

        await store.DisposeAsync().ConfigureAwait(false);
        monitor.Dispose();
    }

    private async Task<OutboxIdentity?> ReadIdentityAsync(bool mayCreate, CancellationToken cancellationToken)
    {
        OutboxIdentity? identity = null;
        try
        {
            identity = await store.ReadIdentityAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (System.Data.Common.DbException exception) when (mayCreate)
        {
            // A SQLite file that is not there yet, for one: creating the schema reports whatever else is wrong.
            monitor.Warning($"{store.Description} could not be read ({exception.Message}); its schema is created.");
        }

        return identity is null && !mayCreate
            ? throw new GoQueueConfigurationException(
                $"The outbox '{name}' has no schema in {store.Description}: run its script (PostgreSqlOutbox.Script, SqliteOutbox.Script), or set CreateSchema to IfMissing.")
            : identity;
    }

    private void Check(OutboxIdentity identity)
    {
        if (identity.Publisher != (publisherName ?? ""))
        {
            throw new GoQueueConfigurationException(
                $"The outbox '{name}' in {store.Description} belongs to {NameOf(identity.Publisher)}, and {NameOf(publisherName ?? "")} uses it: give each publisher a schema of its own.");
        }

        if (identity.Version > OutboxIdentity.CurrentVersion + 1)
        {
            throw new GoQueueConfigurationException(
                $"The schema of the outbox '{name}' in {store.Description} has version {identity.Version}, and this package knows {OutboxIdentity.CurrentVersion}: update the package.");
        }

        if (identity.Version > OutboxIdentity.CurrentVersion && options.Relay != RelayMode.Never)
        {
            throw new GoQueueConfigurationException(
                $"The schema of the outbox '{name}' in {store.Description} has version {identity.Version}, and this package relays up to {OutboxIdentity.CurrentVersion}: update the package, or set Relay to Never.");
        }
    }

    private static string NameOf(string publisher) => publisher.Length == 0 ? "the default publisher" : $"the publisher '{publisher}'";
}
