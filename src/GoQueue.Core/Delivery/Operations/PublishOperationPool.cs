namespace GoQueue.Delivery.Operations;

/// <summary>
/// Operations and relays that wait for their next message, and the count of publishes under way. Thread-safe.
/// </summary>
/// <param name="firstVersion">The version at which new ones begin. Tests start close to the last one.</param>
internal sealed class PublishOperationPool(ushort firstVersion = 0)
{
    // Room for what is usually in flight at once: 5 channels of 256.
    private const int Capacity = 2048;

    private readonly IdlePool<PublishOperation> _operations = new(Capacity);
    private readonly IdlePool<ReceiptRelay> _relays = new(Capacity);
    private readonly OperationCount _underWay = new();

    /// <summary>How many publishes are under way. Approximate while they begin and end.</summary>
    public long UnderWay => _underWay.Value;

    /// <summary>Copies of what is idle. For tests.</summary>
    public (IReadOnlyList<PublishOperation> Operations, IReadOnlyList<ReceiptRelay> Relays) Idle => (_operations.Snapshot(), _relays.Snapshot());

    public void Enter() => _underWay.Enter();

    public void Leave() => _underWay.Leave();

    /// <summary>Completes when every caller has his result.</summary>
    public Task WhenIdleAsync() => _underWay.WhenZeroAsync();

    public PublishOperation Rent() => _operations.TryTake(out var operation) ? operation : new PublishOperation(this, firstVersion);

    public void Return(PublishOperation operation) => _operations.Add(operation);

    public ReceiptRelay RentRelay() => _relays.TryTake(out var relay) ? relay : new ReceiptRelay(this, firstVersion);

    public void Return(ReceiptRelay relay) => _relays.Add(relay);
}
