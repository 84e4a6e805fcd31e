namespace GoQueue.Generators.Models.Validation;

/// <summary>Values by key.</summary>
/// <param name="KeyType">The type of the keys.</param>
/// <param name="IsInterface">Whether only an interface is known of it: then a Dictionary behind it is enumerated without an allocation.</param>
/// <param name="HidesKeys">Whether keys must not show in paths: the member is sensitive.</param>
/// <param name="Value">Each value.</param>
internal sealed record DictionaryShapeModel(string KeyType, bool IsInterface, bool HidesKeys, ElementModel Value) : ShapeModel;
