namespace GoQueue.Testing.Faults;

/// <summary>Ends a fault when it is disposed.</summary>
internal sealed class FaultSubscription(FaultPlan plan, FaultRule rule) : IDisposable
{
    public void Dispose() => plan.Remove(rule);
}
