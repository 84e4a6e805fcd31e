using System.Data.Common;
using System.Transactions;
using GoQueue.Outbox.Hosting;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Writing;

/// <summary>Composes messages and inserts them in callers' transactions. Thread-safe.</summary>
internal sealed class OutboxWriter(GoQueuePublisher publisher, OutboxDatabases databases) : IGoQueueOutbox
{
    public async ValueTask<EnqueuedMessage> EnqueueAsync<T>(
        EnqueueTarget target, T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        RequireTarget(target);
        var item = new OutboxItem(publisher);
        var receipt = await item.Publish(message, options, cancellationToken).ConfigureAwait(false);
        await WriteAsync(target, item, cancellationToken).ConfigureAwait(false);
        return new EnqueuedMessage(receipt.MessageId, receipt.Timestamp);
    }

    public async ValueTask<EnqueuedMessage> EnqueueAsync(
        EnqueueTarget target, IGoQueueEvent message, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireTarget(target);
        var item = new OutboxItem(publisher);
        var receipt = await item.Publish(message, options, cancellationToken).ConfigureAwait(false);
        await WriteAsync(target, item, cancellationToken).ConfigureAwait(false);
        return new EnqueuedMessage(receipt.MessageId, receipt.Timestamp);
    }

    public async ValueTask<EnqueuedMessage> EnqueueAsync(
        EnqueueTarget target, GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireTarget(target);
        var item = new OutboxItem(publisher);
        var receipt = await item.Publish(message, options, cancellationToken).ConfigureAwait(false);
        await WriteAsync(target, item, cancellationToken).ConfigureAwait(false);
        return new EnqueuedMessage(receipt.MessageId, receipt.Timestamp);
    }

    public async ValueTask<IReadOnlyList<EnqueuedMessage>> EnqueueAsync(
        EnqueueTarget target, PublishBatch batch, CancellationToken cancellationToken = default)
    {
        RequireTarget(target);
        ArgumentNullException.ThrowIfNull(batch);
        var item = new OutboxItem(publisher);
        var entries = batch.ToEntries();
        var enqueued = new EnqueuedMessage[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var receipt = await entries[i].PublishTo(item, cancellationToken).ConfigureAwait(false);
            enqueued[i] = new EnqueuedMessage(receipt.MessageId, receipt.Timestamp);
        }

        await WriteAsync(target, item, cancellationToken).ConfigureAwait(false);
        return enqueued;
    }

    private static void RequireTarget(EnqueueTarget target)
    {
        if (target.IsMissing)
        {
            throw new ArgumentNullException(nameof(target), "EnqueueAsync needs the transaction that writes the data of the event: begin one and pass it.");
        }
    }

    private async ValueTask WriteAsync(EnqueueTarget target, OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.Count == 0)
        {
            // A middleware has skipped the message.
            return;
        }

        var first = item[0];
        var identity = new MessageIdentity(first.MessageId, first.Topic, first.Action, null) { PublisherName = databases.PublisherName };
        var connection = ConnectionOf(target, identity);
        try
        {
            var database = await databases.FindAsync(connection, target.Transaction ?? target.Batch?.Transaction, identity, cancellationToken).ConfigureAwait(false);
            if (target.Batch is { } batch)
            {
                AddTo(batch, item, database.Store.Dialect);
            }
            else
            {
                await InsertAsync(connection, target.Transaction, item, database.Store.Dialect, cancellationToken).ConfigureAwait(false);
            }

            database.Monitor.Enqueued(item.Count);
            database.Relay?.Hint();
            if (target.AmbientConnection is not null && Transaction.Current is { } ambient)
            {
                ambient.TransactionCompleted += (_, _) => database.Relay?.Hint();
            }
        }
        catch (DbException exception) when (databases.Dialect.Advice(exception) is { } advice)
        {
            throw new OutboxUnavailableException(identity, $"The {identity} was not written to the outbox. {advice}", exception);
        }
    }

    private static DbConnection ConnectionOf(EnqueueTarget target, MessageIdentity identity)
    {
        if (target.AmbientConnection is { } ambient)
        {
            return Enlist(ambient, identity);
        }

        if (target.Batch is { } batch)
        {
            return batch.Connection is { } connection && batch.Transaction is { } transaction
                ? RequireOpen(transaction, identity) ?? connection
                : throw new OutboxTransactionException(identity, $"The {identity} was not written to the outbox: the batch has no connection or no transaction, and would commit by itself; set both.");
        }

        return RequireOpen(target.Transaction!, identity)
            ?? throw new OutboxTransactionException(identity, $"The {identity} was not written to the outbox: its transaction has ended; call EnqueueAsync before the commit.");
    }

    /// <summary>The connection of a transaction that has not ended: drivers would write outside of one that has.</summary>
    private static DbConnection? RequireOpen(DbTransaction transaction, MessageIdentity identity)
    {
        try
        {
            // Every driver refuses this one of a transaction that has ended; its connection alone may still be there.
            _ = transaction.IsolationLevel;
            return transaction.Connection;
        }
        catch (Exception exception) when (exception is InvalidOperationException or DbException)
        {
            throw new OutboxTransactionException(identity, $"The {identity} was not written to the outbox: its transaction has ended; call EnqueueAsync before the commit.", exception);
        }
    }

    private static DbConnection Enlist(DbConnection connection, MessageIdentity identity)
    {
        if (Transaction.Current is not { } transaction)
        {
            throw new OutboxTransactionException(identity, $"The {identity} was not written to the outbox: there is no ambient transaction; open a TransactionScope, or pass a DbTransaction.");
        }

        try
        {
            connection.EnlistTransaction(transaction);
            return connection;
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or DbException)
        {
            throw new OutboxTransactionException(
                identity,
                $"The {identity} was not written to the outbox: its connection cannot take part in the ambient transaction and would write outside of it; begin a DbTransaction on the connection and pass that (SQLite has no other way).",
                exception);
        }
    }

    private static async ValueTask InsertAsync(
        DbConnection connection, DbTransaction? transaction, OutboxItem item, SqlDialect dialect, CancellationToken cancellationToken)
    {
        for (var done = 0; done < item.Count;)
        {
            var rows = SqlDialect.StepOf(item.Count - done);
            var command = connection.CreateCommand();
            await using var disposing = command.ConfigureAwait(false);
#pragma warning disable CA2100 // Names of tables are plain, and values are parameters.
            command.CommandText = dialect.InsertText(rows);
#pragma warning restore CA2100
            command.Transaction = transaction;
            Func<DbParameter> create = command.CreateParameter;
            for (var i = 0; i < rows; i++)
            {
                dialect.AddParameters(command.Parameters, create, item[done + i]);
            }

            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            done += rows;
        }
    }

    private static void AddTo(DbBatch batch, OutboxItem item, SqlDialect dialect)
    {
        for (var done = 0; done < item.Count;)
        {
            var rows = SqlDialect.StepOf(item.Count - done);
            var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Names of tables are plain, and values are parameters.
            command.CommandText = dialect.InsertText(rows);
#pragma warning restore CA2100
            Func<DbParameter> create = command.CreateParameter;
            for (var i = 0; i < rows; i++)
            {
                dialect.AddParameters(command.Parameters, create, item[done + i]);
            }

            batch.BatchCommands.Add(command);
            done += rows;
        }
    }
}
