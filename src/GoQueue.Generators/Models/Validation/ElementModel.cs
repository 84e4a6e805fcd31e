namespace GoQueue.Generators.Models.Validation;

/// <summary>An element of a collection, or a value of a dictionary.</summary>
/// <param name="Type">Its type with its <c>?</c>.</param>
/// <param name="Nullness">How it says that it is not there.</param>
/// <param name="RefusesNull">Whether it must be there.</param>
/// <param name="Shape">What is inside of it; null where nothing is to be checked there.</param>
internal sealed record ElementModel(string Type, Nullness Nullness, bool RefusesNull, ShapeModel? Shape);
