"""The column titles that other systems use, by language and field; "-" is what is not imported."""

TITLES: dict[str, dict[str, str]] = {
    "en": {
        "full_name": "name|full name|patient name|patient|client|customer|display name|contact name"
        "|last name first name|first name last name|first and last name|surname and name",
        "given_name": "first name|given name|given names|forename|forenames|fname|first|firstname",
        "middle_name": "middle name|second name|middle|middle names|middle initial|patronymic"
        "|middle i",
        "family_name": "last name|surname|family name|lname|last|second surname",
        "title": "title|prefix|salutation|name prefix|honorific",
        "birth_date": "date of birth|birth date|birthdate|birthday|dob|born|birth|d o b",
        "gender": "gender|sex|m f",
        "phone": "phone|phone number|telephone|tel|mobile|mobile phone|mobile number|cell|cellphone"
        "|cell phone|mobile tel|phone mobile|contact number|gsm|sms|msisdn|phone 1|phone1"
        "|primary phone|main phone|phone no|mobile no|tel no|contact phone|telephone number"
        "|wireless phone",
        "phone2": "phone 2|phone2|second phone|secondary phone|other phone|alternative phone"
        "|home phone|work phone|landline|home|business phone|phone home|phone work|home tel"
        "|alternate phone|phone 3|office phone|additional phone|mobile 2|hm phone|wk phone",
        "email": "email|e mail|email address|mail|e mail address|email 1",
        "language": "language|preferred language|lang|spoken language|mother tongue",
        "address": "address|street|street address|home address|address 1|address line 1|residence",
        "postcode": "postcode|postal code|zip|zip code|post code",
        "city": "city|town|place|locality",
        "external_id": "id|patient id|patient no|patient number|chart number|chart no|mrn|code"
        "|medical record number|record number|record no|external id|card number|file number|uid"
        "|patient code|reference|client id|customer id|account number|file no|card no|uuid|guid"
        "|pat num|chart",
        "marketing_consent": "marketing consent|marketing|newsletter|consent marketing|opt in"
        "|marketing opt in|advertising consent|sms marketing|email marketing|consent",
        "note": "note|notes|comment|comments|remark|remarks|description|memo",
        "-": "no|nr|number|row|age|country|region|state|county|doctor|physician|provider|insurance"
        "|insurer|policy|ssn|social security|nhs|passport|national|tax|emergency|next of kin"
        "|guardian|mother|father|maiden|spouse|occupation|employer|company|clinic|branch|created"
        "|updated|registered|registration date|visit|appointment|status|balance|fax|place of birth"
        "|birthplace|birth place|username|user name|password|nationality|citizenship|weight"
        "|height|blood|referred|modified|deceased|date of death|date|diagnosis|allergies|phone type"
        "|email type",
    },
    "tr": {
        "full_name": "ad soyad|adi soyadi|isim soyisim|hasta adi soyadi|adi ve soyadi|ad soyisim"
        "|soyadi adi|soyad ad|hasta|danisan|musteri|isim soy isim|hasta adi|ad ve soyad|unvani"
        "|adsoyad|isim soyad",
        "given_name": "ad|adi|isim|ilk ad|on ad|ismi",
        "middle_name": "ikinci ad|ikinci adi|orta ad|gobek adi|ikinci isim",
        "family_name": "soyad|soyadi|soyisim|soy isim|soy ad|soy adi|soyismi",
        "title": "unvan|hitap",
        "birth_date": "dogum|dogum tarihi|dogum gunu|dogum tarih|d tarihi|dogumtarihi|dog tarihi",
        "gender": "cinsiyet|cinsiyeti",
        "phone": "telefon|cep telefonu|cep|telefon numarasi|cep tel|gsm no|telefon no|tel no"
        "|cep no|cep telefon|mobil|telefonu|mobil telefon|telefon 1|iletisim numarasi|cep tel no"
        "|cep telefonu no|gsm numarasi|iletisim|iletisim no|cep numarasi|telefon1|cep 1",
        "phone2": "telefon 2|ev telefonu|is telefonu|ikinci telefon|diger telefon|sabit telefon"
        "|ev tel|is tel|ev|telefon2|yedek telefon|cep 2|cep telefonu 2|sabit tel",
        "email": "e posta|eposta|e posta adresi|mail adresi|email adresi|elektronik posta",
        "language": "dil|dili|konustugu dil|tercih edilen dil|iletisim dili",
        "address": "adres|adresi|ev adresi|acik adres|ikamet adresi|ikametgah",
        "postcode": "posta kodu|p kodu",
        "city": "il|sehir|il ilce",
        "external_id": "hasta no|hasta numarasi|hasta kodu|hasta id|dosya no|dosya numarasi|kart no"
        "|protokol no|musteri no|kod|arsiv no|kayit no|danisan no|hasta kimlik|protokol",
        "marketing_consent": "pazarlama izni|ticari ileti izni|ileti izni|reklam izni|kampanya izni"
        "|iys izni|sms izni|ticari ileti onayi|pazarlama onayi|iys",
        "note": "not|notlar|aciklama|aciklamalar|yorum|ozel not",
        "-": "tc|tckn|kimlik|vatandaslik|pasaport|sira|sira no|yas|ulke|doktor|hekim|sigorta|kurum"
        "|anne|baba|es|yakini|yakin|veli|meslek|kayit|randevu|ziyaret|son|sube|durum|bakiye|vergi"
        "|faks|dogum yeri|kullanici|uyruk|kan|medeni|olusturma|guncelleme|ilk|acil|borc|sirket"
        "|tarih",
    },
    "ru": {
        "full_name": "фио|ф и о|фио пациента|фамилия имя отчество|пациент|клиент|имя и фамилия"
        "|фамилия и имя|полное имя|фамилия имя|имя фамилия|фио клиента",
        "given_name": "имя|имя пациента|имя клиента",
        "middle_name": "отчество",
        "family_name": "фамилия|фамилия пациента",
        "title": "обращение",
        "birth_date": "дата рождения|д р|др|день рождения|рождение|дата рожд|родился|дата рожд я"
        "|д рождения|датарождения",
        "gender": "пол",
        "phone": "телефон|мобильный телефон|мобильный|телефон мобильный|номер телефона|сотовый"
        "|сотовый телефон|тел|контактный телефон|моб телефон|моб тел|телефон 1|основной телефон"
        "|телефоны|моб|тел моб|телефон сотовый|контакты|номер мобильного",
        "phone2": "телефон 2|домашний телефон|рабочий телефон|доп телефон|дополнительный телефон"
        "|второй телефон|телефон домашний|телефон рабочий|другой телефон|тел дом|дом телефон",
        "email": "почта|эл почта|электронная почта|адрес электронной почты|мейл|имейл",
        "language": "язык|язык общения|родной язык",
        "address": "адрес|адрес проживания|адрес регистрации|место жительства|домашний адрес|улица"
        "|фактический адрес",
        "postcode": "индекс|почтовый индекс",
        "city": "город|населенный пункт",
        "external_id": "номер карты|карта|№ карты|n карты|номер медкарты|код пациента"
        "|номер пациента|код|id пациента|амбулаторная карта|номер амбулаторной карты|медкарта|ид"
        "|код клиента|id клиента|номер медицинской карты|№ медкарты|идентификатор|внешний код"
        "|номер амб карты",
        "marketing_consent": "согласие на рассылку|рассылка|согласие на рекламу|реклама"
        "|маркетинговое согласие|согласие на смс рассылку|согласие на маркетинг",
        "note": "примечание|примечания|комментарий|комментарии|заметка|заметки|описание",
        "-": "снилс|инн|иин|паспорт|полис|омс|дмс|номер|№|п п|n п п|возраст|страна|врач|доктор"
        "|страховая|мать|матери|отец|отца|мама|родитель|представитель|опекун|супруг|профессия"
        "|работа|место работы|регистрации|создания|визит|визита|прием|приема|филиал|статус|баланс"
        "|факс|место рождения|гражданство|логин|изменения|посещения|последний|первый|дата|долг"
        "|девичья|направил|диагноз|смерти",
    },
    "hu": {
        "full_name": "nev|teljes nev|beteg neve|paciens neve|ugyfel neve|beteg|paciens|ugyfel|neve"
        "|vezeteknev es keresztnev|betegnev|ugyfelnev|paciensnev",
        "given_name": "keresztnev|utonev|keresztneve|utoneve|kereszt nev",
        "middle_name": "masodik keresztnev|masodik utonev|kozepso nev|2 keresztnev",
        "family_name": "vezeteknev|csaladnev|vezetekneve|csaladi nev|csaladneve|vezetek nev",
        "title": "megszolitas|titulus|elotag|cim elotag|nev elotag",
        "birth_date": "szuletesi ido|szuletesi datum|szuletes|szul ido|szuletes ideje|szul datum"
        "|szuletesnap|szuletesi ev|szuletett|szul|szuletes datuma",
        "gender": "nem|neme",
        "phone": "telefonszam|telefon|mobil|mobilszam|mobiltelefon|mobil telefon|tel szam|telszam"
        "|telefon 1|telefonszam 1|mobil telefonszam|mobiltelefonszam|elerhetoseg",
        "phone2": "telefonszam 2|otthoni telefon|munkahelyi telefon|masik telefon|vezetekes"
        "|vezetekes telefon|otthoni telefonszam|masodik telefonszam|telefon 2|egyeb telefon",
        "email": "e mail cim|email cim|emailcim|drotposta|elektronikus level|levelcim",
        "language": "nyelv|beszelt nyelv|anyanyelv|preferalt nyelv",
        "address": "cim|lakcim|lakcime|utca|lakohely|utca hazszam|allando lakcim|levelezesi cim",
        "postcode": "iranyitoszam|irsz|ir szam",
        "city": "varos|telepules|helyseg",
        "external_id": "azonosito|kartonszam|torzsszam|paciens azonosito|beteg azonosito|kod"
        "|ugyfelszam|ugyfel azonosito|betegazonosito|naploszam|ugyfelkod|paciensazonosito|karton",
        "marketing_consent": "marketing hozzajarulas|hirlevel|reklam hozzajarulas",
        "note": "megjegyzes|megjegyzesek|jegyzet|komment|leiras",
        "-": "taj|taj szam|tajszam|szig|szemelyi|utlevel|adoazonosito|adoszam|sorszam|eletkor|kor"
        "|orszag|megye|orvos|biztosito|anyja|anyja neve|apja|szuletesi nev|szuletesi hely|szul hely"
        "|leanykori|hazastars|foglalkozas|munkahely|munkaltato|regisztracio|letrehozva|felvetel"
        "|vizit|utolso|elso|idopont|telephely|statusz|egyenleg|fax|allampolgarsag|hozzatartozo|datum",
    },
    "zh": {
        "full_name": "姓名|患者姓名|病人姓名|客户姓名|名字|患者|全名|顾客姓名|就诊人|就诊人姓名",
        "given_name": "名|名称",
        "family_name": "姓|姓氏",
        "title": "称呼|称谓",
        "birth_date": "出生日期|生日|出生年月日|出生年月|出生",
        "gender": "性别",
        "phone": "手机|手机号|手机号码|电话|联系电话|电话号码|移动电话|联系方式|联系手机|本人电话",
        "phone2": "电话2|备用电话|家庭电话|固定电话|座机|其他电话|单位电话|办公电话|住宅电话"
        "|第二电话",
        "email": "邮箱|电子邮件|电子邮箱|邮件|电邮|邮箱地址",
        "language": "语言|语种|首选语言",
        "address": "地址|住址|家庭住址|联系地址|家庭地址|通讯地址|现住址|详细地址",
        "postcode": "邮编|邮政编码",
        "city": "城市|市",
        "external_id": "病历号|患者编号|编号|门诊号|病案号|卡号|就诊卡号|客户编号|档案号|患者id"
        "|病人id|会员号|病历编号|会员卡号|就诊号",
        "marketing_consent": "营销同意|同意营销|接受推广|接收营销信息|营销许可",
        "note": "备注|说明|注释|备注信息|描述",
        "-": "身份证|身份证号|证件|证件号|证件号码|证件类型|社保|医保|护照|序号|年龄|国家|省|医生"
        "|医师|主治|保险|母亲|父亲|监护人|紧急|联系人|职业|工作单位|登记|创建|就诊日期|预约|状态|余额"
        "|传真|民族|婚姻|国籍|科室|最后|更新|建档|推荐人|籍贯",
    },
    "de": {
        "full_name": "vollstandiger name|patientenname|vor und nachname|nachname vorname|kunde"
        "|vorname nachname|name vorname|patientin|vor und zuname|kundenname",
        "given_name": "vorname|rufname|vornamen",
        "middle_name": "zweiter vorname|mittelname",
        "family_name": "nachname|familienname|zuname",
        "title": "titel|anrede|akad titel",
        "birth_date": "geburtsdatum|geburtstag|geb datum|geb|geb am|geboren|geboren am|gebdatum",
        "gender": "geschlecht",
        "phone": "telefon|handy|mobiltelefon|telefonnummer|handynummer|mobil|mobilnummer|rufnummer"
        "|mobil nr|handy nr|tel mobil|telefon mobil|tel nr|telefon nr|mobilfunk",
        "phone2": "telefon privat|telefon geschaftlich|festnetz|telefon dienstlich|tel privat"
        "|privat|weitere telefonnummer|telefon gesch|telefon arbeit|tel 2|telefon festnetz",
        "email": "e mail adresse|emailadresse|mailadresse|email adresse",
        "language": "sprache|bevorzugte sprache|muttersprache",
        "address": "adresse|anschrift|strasse|wohnadresse|strasse hausnummer|strasse und hausnummer"
        "|strasse nr",
        "postcode": "plz|postleitzahl",
        "city": "ort|stadt|wohnort",
        "external_id": "patientennummer|patienten nr|patienten id|kundennummer|aktennummer|karteinr"
        "|patientennr|patnr|pat nr|karteinummer|kundennr|kunden nr",
        "marketing_consent": "werbeeinwilligung|werbung|werbeerlaubnis|einwilligung werbung",
        "note": "notiz|notizen|bemerkung|bemerkungen|anmerkung|kommentar|hinweis",
        "-": "sozialversicherungsnummer|versichertennummer|versicherungsnummer|krankenkasse|kasse"
        "|personalausweis|ausweis|lfd|lfd nr|alter|land|arzt|hausarzt|versicherung|mutter|vater"
        "|geburtsname|geburtsort|beruf|arbeitgeber|angelegt|besuch|termin|letzter|letzte|status"
        "|saldo|fax|staatsangehorigkeit|notfall|notfallkontakt|erstellt|geandert|ehepartner|datum",
    },
    "fr": {
        "full_name": "nom|nom et prenom|nom prenom|nom complet|prenom et nom|prenom nom|patient",
        "given_name": "prenom|prenoms|prenom usuel|1er prenom|premier prenom",
        "middle_name": "deuxieme prenom|second prenom|2e prenom",
        "family_name": "nom de famille|nom d usage|nom usuel|nom de naissance|nom patronymique",
        "title": "civilite|titre",
        "birth_date": "date de naissance|date naissance|naissance|ne le|nee le|ne|ddn|date naiss",
        "gender": "sexe|genre",
        "phone": "telephone|telephone portable|portable|telephone mobile|tel portable|tel mobile"
        "|numero de telephone|numero de portable|n de telephone|no de telephone|gsm|natel",
        "phone2": "telephone fixe|fixe|tel fixe|telephone domicile|telephone travail|tel domicile"
        "|telephone professionnel|autre telephone|telephone 2|tel 2|domicile",
        "email": "courriel|adresse e mail|adresse mail|adresse email|adresse electronique|mel",
        "language": "langue|langue parlee|langue maternelle",
        "address": "adresse|adresse postale|rue|adresse 1",
        "postcode": "code postal|cp|npa",
        "city": "ville|commune|localite",
        "external_id": "identifiant|identifiant patient|numero patient|n patient|numero de dossier"
        "|n dossier|n de dossier|dossier|code patient|id patient",
        "marketing_consent": "consentement marketing|newsletter|consentement publicite",
        "note": "note|notes|remarque|remarques|commentaire|commentaires|observation|observations",
        "-": "numero de securite sociale|n secu|nir|nss|avs|securite sociale|mutuelle|assurance"
        "|age|pays|medecin|medecin traitant|praticien|mere|pere|lieu de naissance|profession"
        "|employeur|creation|modification|rendez vous|rdv|derniere visite|statut|solde|contact"
        "|urgence|conjoint|deces|nationalite",
    },
    "es": {
        "full_name": "nombre completo|nombre y apellidos|apellidos y nombre|nombre y apellido"
        "|apellido y nombre|paciente|nombre del paciente|cliente",
        "given_name": "nombre|nombres|primer nombre|nombre de pila",
        "middle_name": "segundo nombre",
        "family_name": "apellidos|apellido|primer apellido|apellido paterno",
        "title": "tratamiento|titulo",
        "birth_date": "fecha de nacimiento|fecha nacimiento|nacimiento|f nacimiento|fec nac"
        "|fecha de nac|nacido el|cumpleanos",
        "gender": "sexo|genero",
        "phone": "telefono|telefono movil|movil|celular|telefono celular|numero de telefono"
        "|telefono 1|tel movil|numero de movil|numero de celular",
        "phone2": "telefono fijo|fijo|telefono 2|otro telefono|telefono de casa|telefono trabajo",
        "email": "correo|correo electronico|direccion de correo|email personal",
        "language": "idioma|lengua",
        "address": "direccion|domicilio|calle",
        "postcode": "codigo postal|c p",
        "city": "ciudad|poblacion|localidad|municipio",
        "external_id": "numero de historia|historia clinica|n historia|historia|numero de paciente"
        "|n paciente|codigo de paciente|id paciente|expediente|numero de expediente",
        "marketing_consent": "consentimiento publicidad|consentimiento comercial|boletin",
        "note": "nota|notas|observaciones|observacion|comentario|comentarios",
        "-": "dni|nie|nif|documento|pasaporte|seguridad social|seguro|aseguradora|mutua|edad|pais"
        "|provincia|medico|doctor|profesional|madre|padre|tutor|segundo apellido|apellido materno"
        "|lugar de nacimiento|profesion|empresa|alta|creado|ultima visita|cita|estado|saldo"
        "|urgencia|contacto|nacionalidad|fecha",
    },
}
# Words that say whose data it is, which every column says; they change nothing.
_NOISE = (
    "of|patient|patients|patienten|patientin|kunde|kunden|client|clients|customer|the|your|der|des"
    "|person|hasta|hastanin|danisan|musteri|kisi|пациента|клиента|пациент|клиент|paciens|beteg|s"
    "|ugyfel|paciensek|betegek|患者|客户|病人|顾客|会员"
)
NOISE = frozenset(_NOISE.split("|"))
