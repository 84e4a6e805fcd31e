namespace GoQueue.Generators.Contracts;

/// <summary>What an event's messages look like: the members of their JSON, and what travels beside it.</summary>
internal sealed class ContractShape
{
    public ContractNode Root { get; } = new("");

    /// <summary>The path of the ordering key; null if there is none.</summary>
    public string? OrderingKey { get; set; }

    public SortedDictionary<string, ContractHeader> Headers { get; } = new(StringComparer.Ordinal);

    /// <summary>The declared priority; null for the normal one.</summary>
    public string? Priority { get; set; }

    /// <summary>Whether the whole JSON is encrypted.</summary>
    public bool IsEncrypted { get; set; }

    /// <summary>The node of a path, also through places that refer to another one; null if there is none.</summary>
    public ContractNode? Find(string path)
    {
        var node = Root;
        foreach (var key in ContractPath.Split(path) ?? [])
        {
            if (!ContentOf(node).Children.TryGetValue(key, out var next))
            {
                return null;
            }

            node = next;
        }

        return ReferenceEquals(node, Root) ? null : node;
    }

    /// <summary>The place that holds a node's content: the node, or the place that it refers to.</summary>
    public ContractNode ContentOf(ContractNode node) =>
        node.Alias is { } alias && ContractPath.Find(Root, alias) is { Alias: null } found ? found : node;
}
