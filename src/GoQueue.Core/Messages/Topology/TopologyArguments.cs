namespace GoQueue.Messages.Topology;

/// <summary>Collects the arguments of one declaration, and refuses an argument that is given twice.</summary>
internal sealed class TopologyArguments
{
    private readonly string _entity;
    private readonly Dictionary<string, object?> _values;

    /// <param name="entity">The exchange or queue as messages name it.</param>
    /// <param name="further">The arguments that the user names himself.</param>
    public TopologyArguments(string entity, IDictionary<string, object?> further)
    {
        _entity = entity;
        _values = new Dictionary<string, object?>(further, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <summary>Adds the argument of an option; an option that is null has none.</summary>
    public void Add(string option, string argument, object? value)
    {
        if (value is not null && !_values.TryAdd(argument, value))
        {
            throw new ArgumentException($"The {_entity} has the argument '{argument}' twice: set {option}, or the argument, but not both.");
        }
    }
}
