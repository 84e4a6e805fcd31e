namespace GoQueue.Delivery;

/// <summary>
/// A declaration was given up; says which. The publisher turns it into the caller's cancellation, or into a failure
/// that names the passed bound.
/// </summary>
internal sealed class DeclarationCanceledException(string entity, CancellationToken cancellationToken) : OperationCanceledException($"The {entity} was not declared.", cancellationToken)
{
    public string Entity => entity;
}
