/** The eleven members, with the populations of the founders' brief (2016; sum 296 647). */
export interface CastCity {
  /** 1–255: also the token id of its points. */
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly population: number;
  /** First character of its member codes and typed codes; none is confused with a digit. */
  readonly character: string;
  readonly phone: string;
  readonly merchants: readonly CastInstitution[];
  readonly organizations: readonly CastInstitution[];
}

export interface CastInstitution {
  readonly name: string;
  readonly category: string;
  readonly address: string;
}

const shop = (name: string, category: string, address: string): CastInstitution => ({ name, category, address });

export const CAST_CITIES: readonly CastCity[] = [
  {
    id: 1, slug: "brossard", name: "Brossard", population: 85_721, character: "B", phone: "450 555-0101",
    merchants: [
      shop("Café des Rapides", "Café", "12, avenue du Marché"),
      shop("Fruiterie du Marché", "Alimentation", "40, avenue du Marché"),
      shop("Librairie Panama", "Librairie", "7, rue Panama"),
    ],
    organizations: [
      shop("Carrefour d’entraide de Brossard", "Entraide", "85, boulevard Milan"),
      shop("Les Amis des berges", "Environnement", "3, chemin de la Rive"),
    ],
  },
  {
    id: 2, slug: "chateauguay", name: "Châteauguay", population: 47_906, character: "C", phone: "450 555-0102",
    merchants: [
      shop("Boulangerie de l’Île", "Boulangerie", "18, rue Principale"),
      shop("Quincaillerie Lang", "Quincaillerie", "201, boulevard D’Youville"),
      shop("Vélo Saint-Bernard", "Sport", "5, chemin de l’Île"),
    ],
    organizations: [
      shop("Popote roulante de Châteauguay", "Entraide", "64, rue Salaberry"),
      shop("Refuge faunique Les Roseaux", "Environnement", "9, chemin de l’Île"),
    ],
  },
  {
    id: 3, slug: "saint-constant", name: "Saint-Constant", population: 27_359, character: "S", phone: "450 555-0103",
    merchants: [
      shop("Pâtisserie du Quai", "Pâtisserie", "31, rue Saint-Pierre"),
      shop("Café du Train", "Café", "110, rue Saint-Pierre"),
      shop("Fleurs de la Montée", "Fleuriste", "14, montée Griffin"),
    ],
    organizations: [
      shop("Maison des jeunes La Voie", "Jeunesse", "22, rue Lériger"),
      shop("Comptoir d’entraide Saint-Constant", "Entraide", "60, rue Sainte-Catherine"),
    ],
  },
  {
    id: 4, slug: "magog", name: "Magog", population: 26_669, character: "M", phone: "819 555-0104",
    merchants: [
      shop("Boulangerie Théo", "Boulangerie", "221, rue Principale Ouest"),
      shop("Bistro du Lac", "Restaurant", "2, rue Merry Sud"),
      shop("Plein Air Memphré", "Sport", "75, rue Sherbrooke"),
    ],
    organizations: [
      shop("Banque alimentaire Memphré", "Entraide", "48, rue Laurier"),
      shop("Sentiers de la Rivière", "Environnement", "10, rue du Moulin"),
    ],
  },
  {
    id: 5, slug: "la-prairie", name: "La Prairie", population: 24_110, character: "P", phone: "450 555-0105",
    merchants: [
      shop("Café du Vieux-Fort", "Café", "3, rue Saint-Jean"),
      shop("Fromagerie des Remparts", "Alimentation", "17, chemin de Saint-Jean"),
      shop("Cordonnerie Talbot", "Services", "88, boulevard Taschereau"),
    ],
    organizations: [
      shop("Guignolée de La Prairie", "Entraide", "25, rue Saint-Ignace"),
      shop("Société d’histoire du Vieux-Fort", "Patrimoine", "1, rue Saint-Ignace"),
    ],
  },
  {
    id: 6, slug: "saint-lambert", name: "Saint-Lambert", population: 21_861, character: "A", phone: "450 555-0106",
    merchants: [
      shop("Librairie Victoria", "Librairie", "550, avenue Victoria"),
      shop("Traiteur Green", "Restaurant", "14, rue Green"),
      shop("Café de l’Écluse", "Café", "300, avenue Victoria"),
    ],
    organizations: [
      shop("Bénévoles de l’Écluse", "Entraide", "41, avenue Lorne"),
      shop("Chorale du Sud", "Culture", "19, avenue Notre-Dame"),
    ],
  },
  {
    id: 7, slug: "beaconsfield", name: "Beaconsfield", population: 19_324, character: "F", phone: "514 555-0107",
    merchants: [
      shop("Marché Beaurepaire", "Alimentation", "462, boulevard Beaconsfield"),
      shop("Café du Village", "Café", "450, boulevard Beaconsfield"),
      shop("Réparations Ouest", "Services", "78, avenue City"),
    ],
    organizations: [
      shop("Entraide Beaurepaire", "Entraide", "303, boulevard Beaconsfield"),
      shop("Jardins partagés d’Angell", "Environnement", "12, chemin Elm"),
    ],
  },
  {
    id: 8, slug: "saint-basile-le-grand", name: "Saint-Basile-le-Grand", population: 17_059, character: "G", phone: "450 555-0108",
    merchants: [
      shop("Ferme Lussier", "Alimentation", "120, chemin de Bellevue"),
      shop("Café de la Gare", "Café", "4, rue Savaria"),
      shop("Atelier du Bois", "Artisanat", "33, rue Principale"),
    ],
    organizations: [
      shop("Relève grandbasiloise", "Jeunesse", "8, parc de Montpellier"),
      shop("Voisins solidaires", "Entraide", "70, rue Bella-Vista"),
    ],
  },
  {
    id: 9, slug: "sainte-catherine", name: "Sainte-Catherine", population: 17_047, character: "T", phone: "450 555-0109",
    merchants: [
      shop("Crèmerie du Récré-o-Parc", "Restaurant", "5340, boulevard Marie-Victorin"),
      shop("Épicerie Centrale", "Alimentation", "101, rue Centrale"),
      shop("Nautique de l’Écluse", "Sport", "5500, boulevard Marie-Victorin"),
    ],
    organizations: [
      shop("Friperie de l’Écluse", "Entraide", "77, rue Centrale"),
      shop("Patrouille verte", "Environnement", "20, rue Brébeuf"),
    ],
  },
  {
    id: 10, slug: "delson", name: "Delson", population: 7_457, character: "D", phone: "450 555-0110",
    merchants: [
      shop("Boucherie du Pont", "Alimentation", "30, rue Principale Sud"),
      shop("Café Delisle", "Café", "11, 1re Avenue"),
      shop("Coiffure Chez Lise", "Services", "52, rue Saint-Thomas"),
    ],
    organizations: [
      shop("Aide-mémoire Delson", "Entraide", "1, 1re Avenue"),
      shop("Club de soccer Delson", "Sport", "100, avenue de Delson"),
    ],
  },
  {
    id: 11, slug: "wendake", name: "Wendake", population: 2_134, character: "W", phone: "418 555-0111",
    merchants: [
      shop("Sagamité de la Rivière", "Restaurant", "10, rue du Loup"),
      shop("Artisanat Onhwa", "Artisanat", "25, rue Chef-Stanislas"),
      shop("Marché Kabir Kouba", "Alimentation", "14, boulevard Maurice-Bastien"),
    ],
    organizations: [
      shop("Cercle des aînés", "Entraide", "18, rue Chef-Ovide"),
      shop("Gardiens de la rivière", "Environnement", "2, rue de la Faune"),
    ],
  },
];
