using System.Data.Common;

namespace GoQueue;

/// <summary>
/// Where an event is written. A <see cref="DbTransaction"/> and a <see cref="DbBatch"/> convert to it, so that callers pass
/// these: <c>outbox.EnqueueAsync(transaction, message)</c>.
/// </summary>
public readonly struct EnqueueTarget : IEquatable<EnqueueTarget>
{
    private readonly object? _target;

    private EnqueueTarget(object? target) => _target = target;

    internal DbTransaction? Transaction => _target as DbTransaction;

    internal DbBatch? Batch => _target as DbBatch;

    internal DbConnection? AmbientConnection => _target as DbConnection;

    internal bool IsMissing => _target is null;

    /// <summary>Writes by a command of its own in a transaction.</summary>
    /// <param name="transaction">The transaction, begun and not ended.</param>
    public static implicit operator EnqueueTarget(DbTransaction? transaction) => new(transaction);

    /// <summary>Adds the command that writes to a batch, which saves the round trip. The event is written when the batch is executed.</summary>
    /// <param name="batch">The batch, with its connection and transaction set.</param>
    public static implicit operator EnqueueTarget(DbBatch? batch) => new(batch);

    /// <summary>Writes by a command of its own in a transaction.</summary>
    /// <param name="transaction">The transaction, begun and not ended.</param>
    /// <returns>The target.</returns>
    public static EnqueueTarget FromDbTransaction(DbTransaction? transaction) => new(transaction);

    /// <summary>Adds the command that writes to a batch.</summary>
    /// <param name="batch">The batch, with its connection and transaction set.</param>
    /// <returns>The target.</returns>
    public static EnqueueTarget FromDbBatch(DbBatch? batch) => new(batch);

    /// <summary>
    /// Writes in the ambient transaction of a <see cref="System.Transactions.TransactionScope"/>. The connection is enlisted
    /// first, so that a connection string with <c>Enlist=false</c> cannot write outside of the scope.
    /// </summary>
    /// <param name="connection">An open connection. SQLite's cannot take part in a scope and is refused.</param>
    /// <returns>The target.</returns>
    public static EnqueueTarget Ambient(DbConnection connection) => new(connection);

    /// <summary>Whether both write by one object.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(EnqueueTarget left, EnqueueTarget right) => left.Equals(right);

    /// <summary>Whether they write by two objects.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(EnqueueTarget left, EnqueueTarget right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(EnqueueTarget other) => ReferenceEquals(_target, other._target);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EnqueueTarget other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _target?.GetHashCode() ?? 0;
}
